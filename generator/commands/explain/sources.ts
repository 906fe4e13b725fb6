import type { Contract, ContractOperation, ContractSchema } from "../../contract/contract.ts";
import type { Correction, Where } from "../../contract/correction.ts";
import { flatten } from "../../contract/schema.ts";
import type { Place } from "../../spec/place.ts";

/** Where the type of something in a request comes from, and what was corrected there. */
export interface CitedSource {
  readonly text: string;
  readonly corrections: readonly string[];
}

/**
 * What the contract of a line says of a place in a request: the parameter, filter or field, and its type.
 * @param chosen the media type of the body, where the spec says which
 */
export function sourceOfPlace(
  contract: Contract,
  operation: ContractOperation,
  place: Place,
  corrections: readonly Correction[],
  chosen?: string,
): CitedSource {
  const request = `${operation.method} ${operation.path}`;
  const found = (text: string, fits: (where: Where) => boolean): CitedSource => ({
    text,
    corrections: correctionsOf(corrections, contract.line, fits),
  });
  switch (place.kind) {
    case "path":
    case "query": {
      const parameter = operation.parameters.find((it) => it.in === place.kind && it.name === place.name);
      const type = parameter === undefined ? "any" : typeText(contract, parameter.schema);
      const needed = parameter?.required === true ? ", required" : "";
      return found(
        `contract: parameter ${place.name} of the ${place.kind}, ${type}${needed}`,
        (where) =>
          isAt(where, request) && "parameter" in where && where.parameter === `${place.kind}.${place.name}`,
      );
    }
    case "filter": {
      const resource = operation.filters ?? "";
      const taken = contract.filters[resource]?.[place.field] ?? [];
      return found(
        `contract: filter ${resource}.${place.field}, which takes ${taken.join(", ")}`,
        (where) => "filters" in where && where.filters === resource && where.field === place.field,
      );
    }
    case "filters": {
      const resource = operation.filters ?? "";
      const taken = Object.keys(contract.filters[resource] ?? {});
      return found(
        `contract: filters of ${resource}, which takes ${taken.join(", ")}`,
        (where) => "filters" in where && where.filters === resource,
      );
    }
    case "form":
      return found(
        `contract: part ${place.name} of the form`,
        (where) => isAt(where, request) && "body" in where,
      );
    case "body": {
      const [media = "", schema = {}] = bodyOf(operation, chosen);
      const whole = place.inArray ? (schema.items ?? {}) : schema;
      const { type, names } = descend(contract, whole, place.keys);
      const at = place.keys.length === 0 ? "the whole body" : place.keys.join(".");
      return found(`contract: ${at} of ${names[0] ?? media}, ${type}`, (where) => {
        if ("schema" in where) return names.includes(where.schema);
        return isAt(where, request) && "body" in where;
      });
    }
  }
}

/** A schema somewhere below another: its type, and the component schemas that the way leads through. */
export function descend(
  contract: Contract,
  schema: ContractSchema,
  path: readonly string[],
): { readonly type: string; readonly names: readonly string[] } {
  let here = schema;
  const names = [...namesOf(contract, here)];
  for (const key of path) {
    const flat = flatten(contract, here);
    const next =
      flat.properties !== undefined && Object.hasOwn(flat.properties, key)
        ? flat.properties[key]
        : flat.additionalProperties;
    if (next === undefined) return { type: "any", names };
    here = next;
    names.push(...namesOf(contract, here));
  }
  return { type: typeText(contract, here), names };
}

/** The corrections that hold on a line, by the recorded exchange that shows each. */
export function correctionsOf(
  corrections: readonly Correction[],
  line: string,
  fits: (where: Where) => boolean,
): readonly string[] {
  return corrections.filter((it) => it.lines.includes(line) && it.where.some(fits)).map((it) => it.exchange);
}

/** True for a place in the given operation. */
export function isAt(where: Where, request: string): where is Extract<Where, { readonly operation: string }> {
  return "operation" in where && where.operation === request;
}

/** `string`, `array of Flow`, `string, one of A, B`. */
function typeText(contract: Contract, schema: ContractSchema): string {
  const flat = flatten(contract, schema);
  if (flat.type === "array")
    return `array of ${flat.items === undefined ? "any" : typeText(contract, flat.items)}`;
  const name = schema.ref === undefined ? "" : ` (${schema.ref})`;
  const few = flat.enum !== undefined && flat.enum.length <= 8 ? `, one of ${flat.enum.join(", ")}` : "";
  const form = flat.format === undefined ? "" : ` of format ${flat.format}`;
  return `${flat.type ?? "any"}${form}${few}${name}`;
}

function namesOf(contract: Contract, { ref, allOf = [], items }: ContractSchema): readonly string[] {
  const own = ref === undefined ? [] : [ref, ...above(contract, ref)];
  return [
    ...own,
    ...allOf.flatMap((it) => namesOf(contract, it)),
    ...(items === undefined ? [] : namesOf(contract, items)),
  ];
}

/** What a component schema is made of besides its own properties. */
function above(contract: Contract, name: string): readonly string[] {
  return (contract.schemas[name]?.allOf ?? []).flatMap((it) => (it.ref === undefined ? [] : [it.ref]));
}

function bodyOf(
  { body }: ContractOperation,
  chosen: string | undefined,
): readonly [string?, ContractSchema?] {
  const media = Object.entries(body?.media ?? {});
  return media.find(([type]) => type === chosen) ?? media[0] ?? [];
}
