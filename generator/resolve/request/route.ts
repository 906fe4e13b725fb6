import type { Contract, ContractOperation } from "../../contract/contract.ts";
import { nearest } from "../../../runtime/near-miss.ts";
import type { ByLine, OperationGrammar } from "../../spec/spec.ts";
import { heldOn } from "../../spec/by-line.ts";
import { listed, type Scope } from "../context/scope.ts";
import { contractOf } from "../context/world.ts";
import type { Method } from "../../../runtime/network/wire-request.ts";

/** The contract's operation behind a request, on one line. */
export interface Route {
  readonly line: string;
  readonly operation: ContractOperation;
}

/**
 * Finds the request of an operation on every line. A line for which the author wrote `~` is left out; a route that a
 * line lacks is an error, with the route it probably moved to. All methods must be one and the same.
 */
export function findRoutes(scope: Scope, request: ByLine<string>): readonly Route[] {
  const routes: Route[] = [];
  const missing = new Map<string, { lines: string[]; at: Scope["at"]; written: string }>();
  for (const line of scope.world.lines) {
    const held = heldOn(request, line, [...scope.at, "request"]);
    if (held.value === null) continue;
    const operation = findOperation(contractOf(scope.world, line), held.value);
    if (operation !== undefined) {
      routes.push({ line, operation });
      continue;
    }
    const key = held.at.join("\n");
    const before = missing.get(key);
    if (before === undefined) missing.set(key, { lines: [line], at: held.at, written: held.value });
    else before.lines.push(line);
  }
  for (const { lines, at, written } of missing.values()) {
    const where = lines.length === scope.world.lines.length ? "on any line" : `on ${listed(lines)}`;
    scope.report(at, `Kestra has no ${written} ${where}.`, proposal(scope, written, lines, routes));
  }
  const methods = [...new Set(routes.map(({ operation }) => operation.method))];
  if (methods.length > 1) {
    scope.report(
      [...scope.at, "request"],
      `The request is ${methods.join(" and ")}: one operation has one method on all lines.`,
    );
    return [];
  }
  return missing.size > 0 ? [] : routes;
}

function findOperation(contract: Contract, written: string): ContractOperation | undefined {
  const { method, path } = splitRequest(written);
  return contract.operations.find((it) => it.method === method && it.path === path);
}

/** `POST /api/v1/...` in its two halves. */
export function splitRequest(written: string): { readonly method: Method; readonly path: string } {
  const [method = "", path = ""] = written.trim().split(/\s+/);
  return { method: method as Method, path };
}

/** Where the operation probably moved on the lines that lack it: its operationId there, else the nearest path. */
function proposal(
  scope: Scope,
  written: string,
  lines: readonly string[],
  found: readonly Route[],
): string | undefined {
  const id = found[0]?.operation.operationId;
  const moved = lines.flatMap((line) => {
    const { operations } = contractOf(scope.world, line);
    const twin = id === undefined ? undefined : operations.find((it) => it.operationId === id);
    const target = twin ?? nearestRoute(operations, written);
    return target === undefined ? [] : [{ line, target: `${target.method} ${target.path}` }];
  });
  const first = moved[0];
  if (first === undefined) return undefined;
  if (found.length === 0) return `Did you mean ${first.target}?`;
  return `On ${first.line} it is probably ${first.target}; write a map of lines: request: { ${mapOf(written, first)} }.`;
}

function mapOf(written: string, moved: { readonly line: string; readonly target: string }): string {
  return `"1.0": ${written}, "${moved.line}": ${moved.target}`;
}

function nearestRoute(
  operations: readonly ContractOperation[],
  written: string,
): ContractOperation | undefined {
  const { method, path } = splitRequest(written);
  const names = operations.map((it) => `${it.method} ${it.path}`);
  const exactPath = operations.find((it) => it.path === path);
  const near = nearest(`${method} ${path}`, names);
  return near === undefined ? exactPath : operations[names.indexOf(near)];
}

/** The edition of an operation: `ee` where the author says so and every line confirms it. */
export function checkEdition(
  scope: Scope,
  grammar: OperationGrammar,
  routes: readonly Route[],
): "ee" | undefined {
  const edition = grammar.edition ?? scope.edition;
  const open = routes.filter(({ operation }) => operation.editions.includes("oss"));
  const at = [...scope.at, grammar.edition === undefined ? "request" : "edition"];
  if (edition === "ee" && open.length > 0) {
    const lines = listed(open.map(({ line }) => line));
    scope.report(
      at,
      `The open-source edition answers this request too, on ${lines}.`,
      "Remove `edition: ee`.",
    );
  }
  if (edition === undefined && open.length < routes.length) {
    const closed = routes.filter((route) => !open.includes(route)).map(({ line }) => line);
    scope.report(
      at,
      `Only the Enterprise edition answers this request, on ${listed(closed)}.`,
      "Add `edition: ee`.",
    );
  }
  return edition;
}
