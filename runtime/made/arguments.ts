import type { JsonSchema, ObjectSchema } from "../json/schema.ts";
import { isObject } from "../json.ts";
import type { ArgumentParser, Issue } from "../tool/issue.ts";
import type { MadeTool } from "../tool/made/made.ts";

/**
 * Reads the arguments of a tool that is made, as its schema says them, and gives what a call takes. What only Kestra can tell,
 * as whether a text fits a pattern, is left to Kestra.
 */
export function argumentsParser({
  inputSchema,
  names,
  fixed,
}: Pick<MadeTool, "inputSchema" | "names" | "fixed">): ArgumentParser<unknown> {
  return {
    shape: inputSchema.properties,
    safeParse(values) {
      const issues = objectIssues(values, inputSchema, []);
      if (issues.length > 0 || !isObject(values)) return { success: false, error: { issues } };
      const inputs: Record<string, unknown> = Object.fromEntries(
        Object.entries(values).map(([argument, value]): [string, unknown] => [
          (Object.hasOwn(names, argument) ? names[argument] : undefined) ?? argument,
          value,
        ]),
      );
      return { success: true, data: { ...fixed, ...(Object.keys(inputs).length > 0 && { inputs }) } };
    },
  };
}

type Path = Issue["path"];

function objectIssues(value: unknown, schema: ObjectSchema, path: Path): readonly Issue[] {
  if (!isObject(value)) return [wrongType("object", path)];
  const { properties, required = [] } = schema;
  const missing = required.filter((name) => !Object.hasOwn(value, name));
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(properties, name));
  return [
    ...missing.map((name) => wrongType(properties[name]?.type ?? "string", [...path, name])),
    ...(unknown.length === 0
      ? []
      : [{ code: "unrecognized_keys", keys: unknown, path, message: "" } as const]),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const one = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return one === undefined ? [] : issuesOf(inner, one, [...path, name]);
    }),
  ];
}

function issuesOf(value: unknown, schema: JsonSchema, path: Path): readonly Issue[] {
  const { type, enum: values, minimum, maximum } = schema;
  if (!isOfType(value, type)) return [wrongType(type, path)];
  if (values !== undefined && !values.includes(value as string))
    return [{ code: "invalid_value", values, path, message: "" }];
  if (typeof value === "number") {
    if (minimum !== undefined && value < minimum)
      return [{ code: "too_small", minimum, origin: "number", path, message: "" }];
    if (maximum !== undefined && value > maximum)
      return [{ code: "too_big", maximum, origin: "number", path, message: "" }];
  }
  const { items } = schema;
  return Array.isArray(value) && items !== undefined
    ? value.flatMap((item, i) => issuesOf(item, items, [...path, i]))
    : [];
}

function isOfType(value: unknown, type: JsonSchema["type"]): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isSafeInteger(value);
  return type === "number" ? Number.isFinite(value) : typeof value === type;
}

function wrongType(expected: string, path: Path): Issue {
  return { code: "invalid_type", expected, path, message: "" };
}
