import type { Contract, ContractOperation } from "../../../contract/contract.ts";
import { bodyFields } from "../../../resolve/request/target.ts";
import type { Place } from "../../../spec/place.ts";

/** Where an argument probably goes on the next line. */
export interface FoundPlace {
  /** As an author writes it: `filter.level.GREATER_THAN_OR_EQUAL_TO`. */
  readonly to: string;
  /** The name is the same, and only one operation of the filter can be meant. */
  readonly sure: boolean;
}

/**
 * Where a parameter that an operation lost may have gone: to a filter of the same name, to another part of the request,
 * or, of a filter whose operation is gone, to the operation that stands in for it.
 * @param many whether the argument is a list.
 */
export function findPlace(
  place: Place,
  many: boolean,
  operation: ContractOperation,
  contract: Contract,
): FoundPlace | undefined {
  const fields = operation.filters === undefined ? {} : (contract.filters[operation.filters] ?? {});
  if (place.kind === "filter") return otherOperation(place.field, place.operation, fields);
  if (place.kind === "filters") return undefined;
  if (place.kind === "body" && (place.keys.length !== 1 || place.inArray)) return undefined;
  const name = place.kind === "body" ? (place.keys[0] ?? "") : place.name;
  return plainPlace(place.kind, name, operation, contract) ?? filterPlace(place.kind, name, many, fields);
}

type Fields = Readonly<Record<string, readonly string[]>>;

function otherOperation(field: string, operation: string, fields: Fields): FoundPlace | undefined {
  const taken = Object.hasOwn(fields, field) ? (fields[field] ?? []) : [];
  const twins: Readonly<Record<string, readonly string[]>> = {
    // A level stood for itself and all that is worse.
    EQUALS: ["GREATER_THAN_OR_EQUAL_TO", "IN"],
    GREATER_THAN: ["GREATER_THAN_OR_EQUAL_TO"],
    LESS_THAN: ["LESS_THAN_OR_EQUAL_TO"],
    PREFIX: ["STARTS_WITH"],
    STARTS_WITH: ["PREFIX"],
  };
  const twin = (twins[operation] ?? []).find((it) => taken.includes(it));
  return twin === undefined ? undefined : { to: `filter.${field}.${twin}`, sure: false };
}

function plainPlace(
  kind: Place["kind"],
  name: string,
  operation: ContractOperation,
  contract: Contract,
): FoundPlace | undefined {
  const parameter = operation.parameters.find(
    (it) => it.name === name && it.in !== kind && it.in !== "header",
  );
  if (parameter !== undefined) return { to: `${parameter.in}.${name}`, sure: true };
  if (kind === "body" || !bodyFields(contract, operation).includes(name)) return undefined;
  return { to: `body.${name}`, sure: true };
}

function filterPlace(
  kind: Place["kind"],
  name: string,
  many: boolean,
  fields: Fields,
): FoundPlace | undefined {
  const bound = /^(min|max)(?=[A-Z])(.+)$/u.exec(name);
  const wanted = bound?.[2] ?? name;
  const exact = Object.keys(fields).find((field) => plain(field) === plain(wanted));
  const longer = Object.keys(fields).filter((field) => plain(field).startsWith(plain(wanted)));
  const field = exact ?? (longer.length === 1 && wanted.length > 2 ? longer[0] : undefined);
  if (field === undefined) return undefined;
  const taken = fields[field] ?? [];
  const meant = operationOf(bound?.[1], { many, flat: kind === "query" && field === "namespace" }, taken);
  return meant === undefined ? undefined : { to: `filter.${field}.${meant}`, sure: exact !== undefined };
}

/** A namespace that a search takes flat (not in its path) means it and its children; a list, any of its members. */
function operationOf(
  bound: string | undefined,
  { many, flat }: { readonly many: boolean; readonly flat: boolean },
  taken: readonly string[],
): string | undefined {
  const bounds: Readonly<Record<string, string>> = {
    min: "GREATER_THAN_OR_EQUAL_TO",
    max: "LESS_THAN_OR_EQUAL_TO",
  };
  const usual = many ? "IN" : flat && taken.includes("PREFIX") ? "PREFIX" : "EQUALS";
  const first = bounds[bound ?? ""] ?? usual;
  if (taken.includes(first)) return first;
  return taken.length === 1 ? taken[0] : undefined;
}

/** `flow_id` and `flowId` are the same name. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}
