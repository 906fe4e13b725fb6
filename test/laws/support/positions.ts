import { parse, stringify } from "yaml";
import type { Json } from "../../../runtime/json.ts";

export type Values = Readonly<Record<string, Json>>;

/** A text somewhere in the arguments of a call: an argument, a value or a key in one, a scalar of one that is YAML. */
export interface Position {
  readonly name: string;
  /** The same arguments with another text there. */
  readonly put: (text: string) => Values;
}

/** Every text of the arguments. */
export function positionsIn(call: Values): readonly Position[] {
  return within(call, "").map(({ name, put }) => ({ name, put: (text) => put(text) as Values }));
}

interface Inner {
  readonly name: string;
  readonly put: (text: string) => Json;
}

function within(value: Json | undefined, name: string): readonly Inner[] {
  if (typeof value === "string") return [{ name, put: (text) => text }, ...withinYaml(value, name)];
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  const rebuild = (changed: readonly (readonly [string, Json])[]): Json =>
    Array.isArray(value) ? changed.map(([, it]) => it) : Object.fromEntries(changed);
  return entries.flatMap(([key, inner], i) => {
    const inside = within(inner, `${name}.${key}`).map((it) => ({
      name: it.name,
      put: (text: string) => rebuild(entries.with(i, [key, it.put(text)])),
    }));
    const asKey = {
      name: `${name}.${key} (the key)`,
      put: (text: string) => rebuild(entries.with(i, [text, inner])),
    };
    return Array.isArray(value) || name === "" ? inside : [...inside, asKey];
  });
}

function withinYaml(text: string, name: string): readonly Inner[] {
  if (!text.includes("\n")) return [];
  const mapping = parse(text) as Record<string, unknown> | string | null;
  if (typeof mapping !== "object" || mapping === null) return [];
  return Object.keys(mapping)
    .filter((key) => typeof mapping[key] === "string")
    .map((key) => ({
      name: `${name} (YAML ${key})`,
      put: (inner) => stringify({ ...mapping, [key]: inner }),
    }));
}
