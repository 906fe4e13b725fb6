import type { Json } from "../../runtime/json.ts";
import type { Contract, ContractOperation } from "../contract/contract.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";
import { byText } from "../text/by-text.ts";
import { header } from "./code/statements.ts";
import { literal, propertyKey, quote } from "./code/text.ts";

/** What is printed of one operation. */
interface Row {
  readonly method: string;
  readonly path: string;
  readonly lines?: readonly string[];
  readonly edition?: "ee";
  readonly media?: readonly string[];
}

type Filters = Contract["filters"];

/**
 * Prints what the sandbox takes from the contracts: `sandbox/data/*.ts`, formatted, with an operation or a field a line.
 * @param contracts line -> its contract, oldest first; uncorrected, for what tools expect beyond the documents the sandbox must not have
 *   because they expect it.
 */
export function sandboxFiles(contracts: ReadonlyMap<string, Contract>): readonly SourceFile[] {
  return [
    { path: "sandbox/data/filters.ts", text: filtersText(contracts) },
    { path: "sandbox/data/operations.ts", text: operationsText(contracts) },
  ];
}

function operationsText(contracts: ReadonlyMap<string, Contract>): string {
  const rows = operationRows(contracts);
  const printed = rows.map((row) => `  ${literal(row as unknown as Json)},\n`);
  return `${header("specs/contracts")}import type { Line } from "../line/line.ts";

/** An operation of the contracts; one that differs between lines stands once for each of its kinds. */
export interface ContractOperation {
  readonly method: ${unionOf(rows.map(({ method }) => method)).join(" | ")};
  readonly path: string;
  /** Absent: all. */
  readonly lines?: readonly Line[];
  /** Where only that edition has it. */
  readonly edition?: "ee";
  /** Media types of the body; absent where the contract has none. */
  readonly media?: readonly string[];
}

/** The operations of every line, by path. */
export const operations: readonly ContractOperation[] = [
${printed.join("")}];
`;
}

/** The operations of all lines, by path, then method. */
function operationRows(contracts: ReadonlyMap<string, Contract>): readonly Row[] {
  const rows = new Map<string, { readonly row: Row; readonly lines: string[] }>();
  for (const [line, { operations }] of contracts) {
    for (const row of operations.map(rowOf)) {
      const key = literal(row as unknown as Json);
      const known = rows.get(key);
      if (known === undefined) rows.set(key, { row, lines: [line] });
      else known.lines.push(line);
    }
  }
  return [...rows.values()]
    .map(({ row: { method, path, ...rest }, lines }) => ({
      method,
      path,
      ...(lines.length === contracts.size ? {} : { lines }),
      ...rest,
    }))
    .sort(
      (a, b) =>
        byText(a.path, b.path) ||
        byText(a.method, b.method) ||
        byText((a.lines ?? []).join(), (b.lines ?? []).join()),
    );
}

function rowOf({ method, path, editions, body }: ContractOperation): Row {
  return {
    method,
    path,
    ...(editions.includes("oss") ? {} : { edition: "ee" as const }),
    ...(body === undefined ? {} : { media: Object.keys(body.media).sort(byText) }),
  };
}

function filtersText(contracts: ReadonlyMap<string, Contract>): string {
  const resources = [...contracts.values()].flatMap(({ filters }) => Object.keys(filters));
  const lines = [...contracts].map(
    ([line, { filters }]) => `  ${propertyKey(line)}: {\n${resourcesText(filters)}  },\n`,
  );
  return `${header("specs/contracts")}import type { Line } from "../line/line.ts";

/** What a search is over. */
export type Resource =
${unionOf(resources)
  .map((name) => `  | ${name}`)
  .join("\n")};

/** Resource -> field -> the operations that a filter of it may have. */
export type Filters = Readonly<
  Partial<Record<Resource, Readonly<Record<string, readonly string[]>>>>
>;

/** The filters of every line. */
export const filters: Readonly<Record<Line, Filters>> = {
${lines.join("")}};
`;
}

function resourcesText(filters: Filters): string {
  return Object.entries(filters)
    .map(([resource, fields]) => {
      const rows = Object.entries(fields).map(
        ([field, operations]) => `      ${propertyKey(field)}: ${literal(operations)},\n`,
      );
      return `    ${propertyKey(resource)}: {\n${rows.join("")}    },\n`;
    })
    .join("");
}

/** The members of a union of these texts. */
function unionOf(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(byText).map(quote);
}
