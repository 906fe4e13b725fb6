import type { Line } from "../line/line.ts";

/** The types that inputs may have, in the order of Kestra's enumeration, where former names stand beside their successors. */
const order = [
  "STRING",
  "ENUM",
  "SELECT",
  "INT",
  "FLOAT",
  "BOOLEAN",
  "BOOL",
  "DATETIME",
  "DATE",
  "TIME",
  "DURATION",
  "FILE",
  "JSON",
  "URI",
  "SECRET",
  "ARRAY",
  "MULTISELECT",
  "YAML",
  "EMAIL",
  "FORM",
];

const missing: Readonly<Record<Line, readonly string[]>> = {
  "1.0": ["FORM"],
  "1.3": [],
  "2.0": ["ENUM", "BOOLEAN"],
};

export function inputTypes(line: Line): readonly string[] {
  return order.filter((type) => !missing[line].includes(type));
}

const irregular: Readonly<Record<string, string>> = { DATETIME: "DateTime", URI: "URI" };

/** The class of Kestra's that an input type is. */
export function inputClass(type: string): string {
  const name = irregular[type] ?? `${type.charAt(0)}${type.slice(1).toLowerCase()}`;
  return `io.kestra.core.models.flows.input.${name}Input`;
}
