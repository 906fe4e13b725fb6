import { eachNode, isWire, type Wire } from "./clients/rules.ts";

const types = ["string", "integer", "number", "boolean", "array", "object"];

/** What the strictest client refuses in a schema, of arguments or of a result; each with its place. */
export function laxNodes(schema: unknown): readonly string[] {
  const found: string[] = [];
  const say = (at: string, what: string) => found.push(`${at === "" ? "the whole" : at.slice(1)} ${what}`);
  eachNode(schema, (node, at) => {
    for (const what of laxity(node)) say(at, what);
  });
  return found;
}

function laxity({ type, items, properties, additionalProperties: rest, required, enum: values }: Wire) {
  const known = Object.keys(isWire(properties) ? properties : {});
  return [
    ...(typeof type === "string" && types.includes(type) ? [] : ["has not one type"]),
    ...(type === "array" && !isWire(items) ? ["does not say what it holds"] : []),
    ...(type === "object" && !isWire(properties) && rest !== true ? ["has no properties"] : []),
    ...(rest === undefined || typeof rest === "boolean"
      ? []
      : ["says more than true or false of other properties"]),
    ...(Array.isArray(required) && !required.every((name) => known.includes(String(name)))
      ? ["requires what it does not name"]
      : []),
    ...(Array.isArray(values) && !values.every((it) => typeof it === (type === "integer" ? "number" : type))
      ? ["has values of another type"]
      : []),
  ];
}
