import { isObject } from "../../runtime/json.ts";
import type { Contract } from "./contract.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { changeOperations } from "./change-operation.ts";
import { changeSchema, Misfit } from "./change-schema.ts";
import { readCorrections, type ContractChange, type Where } from "./correction.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";

/**
 * Applies the corrections, in the order of their file. One that names what is missing, does not fit, or changes
 * nothing on one of its lines is an error: it is no longer needed.
 */
export function correctContracts(
  imported: ReadonlyMap<string, Contract>,
  file: SourceFile,
): { readonly contracts: Map<string, Contract>; readonly diagnostics: Diagnostic[] } {
  const read = readCorrections(file, [...imported.keys()]);
  const contracts = new Map(imported);
  const diagnostics = [...read.diagnostics];
  for (const { lines, where, change, error } of read.corrections) {
    for (const line of lines) {
      const stray = referred(change).find((name) => !Object.hasOwn(contracts.get(line)?.schemas ?? {}, name));
      if (stray !== undefined)
        diagnostics.push(error(["change"], `On line ${line}: there is no schema ${stray}.`));
      for (const place of where) {
        const contract = contracts.get(line);
        if (contract === undefined) continue;
        const result = corrected(contract, place, change);
        if (typeof result === "string") diagnostics.push(error(["where"], `On line ${line}: ${result}`));
        else contracts.set(line, result);
      }
    }
  }
  return { contracts, diagnostics };
}

/** The contract with one correction, or why that does not hold. */
function corrected(contract: Contract, where: Where, change: ContractChange): Contract | string {
  try {
    const part = changedPart(contract, where, change);
    const [[key, value] = ["operations", undefined] as const] = Object.entries(part);
    return same(contract[key as keyof Contract], value)
      ? `the correction changes nothing ${shown(where)}: it is not needed.`
      : { ...contract, ...part };
  } catch (error) {
    if (error instanceof Misfit) return `${error.message} (${shown(where)})`;
    throw error;
  }
}

function shown(where: Where): string {
  return `at ${Object.values(where).map(String).join(" ")}`;
}

function changedPart(contract: Contract, where: Where, change: ContractChange): Partial<Contract> {
  if ("operation" in where) return { operations: changeOperations(contract.operations, where, change) };
  if ("filters" in where) return { filters: changeFilters(contract.filters, where, change) };
  const { schema: name, at = "" } = where;
  const schema = Object.hasOwn(contract.schemas, name) ? contract.schemas[name] : undefined;
  if (schema === undefined) throw new Misfit(`there is no schema ${name}.`);
  return { schemas: { ...contract.schemas, [name]: changeSchema(schema, at, change) } };
}

function changeFilters(
  filters: Contract["filters"],
  { filters: resource, field }: Extract<Where, { readonly filters: string }>,
  change: ContractChange,
): Contract["filters"] {
  const { [field]: taken, ...others } = filters[resource] ?? {};
  if ("remove" in change && taken !== undefined) return { ...filters, [resource]: others };
  const given =
    "add" in change && taken === undefined ? change.add : "replace" in change ? change.replace : undefined;
  if (!Array.isArray(given))
    throw new Misfit(`${resource}.${field} takes add or replace, with a list of operations, or remove.`);
  return { ...filters, [resource]: { ...others, [field]: given.map(String) } };
}

/** Equal as JSON. What a correction leaves alone is the very same object, so this looks at little. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const left = Object.keys(a);
  const right = Object.keys(b);
  return (
    left.length === right.length &&
    left.every((key) => Object.hasOwn(b, key) && same(a[key as keyof typeof a], b[key as keyof typeof b]))
  );
}

/** The schemas that a correction's own text refers to. */
function referred(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referred);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === "ref" && typeof part === "string" ? [part] : referred(part),
  );
}
