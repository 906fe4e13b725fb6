import type { Values } from "../../values/values.ts";

/** Schemas of properties, as Kestra's classes have them: dynamic ones may hold expressions. */
export function text(title: string, more: Values = {}): Values {
  return { type: "string", title, $dynamic: true, ...more };
}

export function secret(title: string): Values {
  return { type: "string", title, $dynamic: true, $secret: true };
}

export function integer(title: string, more: Values = {}): Values {
  return { type: "integer", title, $dynamic: true, ...more };
}

export function flag(title: string, preset: boolean): Values {
  return { type: "boolean", title, default: preset, $dynamic: true };
}

export function choice(title: string, values: readonly string[], preset?: string): Values {
  return {
    type: "string",
    title,
    enum: values,
    $dynamic: true,
    ...(preset === undefined ? {} : { default: preset }),
  };
}

export function listOf(title: string, items: Values): Values {
  return { type: "array", items, title, $dynamic: true };
}

export function mapOf(title: string, values: Values = { type: "string" }): Values {
  return { type: "object", additionalProperties: values, title, $dynamic: true };
}

export function ref(cls: string, title: string): Values {
  return { $ref: `#/$defs/${cls}`, title, $dynamic: false };
}

/** A file of the internal storage. */
export function file(title: string): Values {
  return { type: "string", format: "uri", title, $dynamic: true, $internalStorageURI: true };
}
