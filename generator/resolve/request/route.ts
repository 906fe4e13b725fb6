import type { Contract, ContractOperation } from "../../contract/contract.ts";
import { didYouMean, nearest } from "../../../runtime/near-miss.ts";
import { serviceRequest } from "../../spec/service-request.ts";
import type { OperationGrammar, RequestGrammar } from "../../spec/spec.ts";
import { heldOn } from "../../spec/by-line.ts";
import { listed, type Scope } from "../context/scope.ts";
import { contractOf } from "../context/world.ts";
import type { Method } from "../../../runtime/network/wire-request.ts";

/** The contract's operation behind a request, on one line. */
export interface Route {
  readonly line: string;
  /** Absent: Kestra. */
  readonly service?: string;
  readonly operation: ContractOperation;
}

/**
 * Finds the request of an operation on every line. A line for which the author wrote `~` is left out; a route that a
 * line lacks is an error, with the route it probably moved to. All methods must be one and the same.
 */
export function findRoutes(scope: Scope, written: RequestGrammar): readonly Route[] {
  const { service, request, at: place } = serviceRequest(written, [...scope.at, "request"]);
  if (service !== undefined && !isService(scope, service)) return [];
  const routes: Route[] = [];
  const missing = new Map<string, { lines: string[]; at: Scope["at"]; written: string }>();
  for (const line of scope.world.lines) {
    const held = heldOn(request, line, place);
    if (held.value === null) continue;
    const operation = findOperation(contractOf(scope.world, line, service), held.value);
    if (operation !== undefined) {
      routes.push({ line, operation, ...(service === undefined ? {} : { service }) });
      continue;
    }
    const key = held.at.join("\n");
    const before = missing.get(key);
    if (before === undefined) missing.set(key, { lines: [line], at: held.at, written: held.value });
    else before.lines.push(line);
  }
  for (const { lines, at, written: lacking } of missing.values()) {
    const where = lines.length === scope.world.lines.length ? "on any line" : `on ${listed(lines)}`;
    const message =
      service === undefined ? `Kestra has no ${lacking} ${where}.` : `${service} has no ${lacking}.`;
    scope.report(at, message, proposal(scope, lacking, lines, routes, service));
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

/** Whether there is such a service; reports where not. */
function isService({ world, at, report }: Scope, name: string): boolean {
  const names = [...world.serviceContracts.keys()];
  if (names.includes(name)) return true;
  if (name === "kestra") return false; // the parser reports it
  const near = didYouMean(name, names).trim();
  const others = `Add it to specs/services.yaml${names.length === 0 ? "" : `, or say ${names.join(" or ")}`}.`;
  report([...at, "request", name], `There is no service "${name}".`, near === "" ? others : near, "key");
  return false;
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
  service?: string,
): string | undefined {
  const owner = ownerOf(scope, written, service);
  if (owner !== undefined)
    return owner === "kestra"
      ? "Kestra has it: write the request alone."
      : `${owner} has it: write \`request: { ${owner}: ${written} }\`.`;
  const id = found[0]?.operation.operationId;
  const moved = lines.flatMap((line) => {
    const { operations } = contractOf(scope.world, line, service);
    const twin = id === undefined ? undefined : operations.find((it) => it.operationId === id);
    const target = twin ?? nearestRoute(operations, written);
    return target === undefined ? [] : [{ line, target: `${target.method} ${target.path}` }];
  });
  const first = moved[0];
  if (first === undefined) return undefined;
  if (found.length === 0) return `Did you mean ${first.target}?`;
  return `On ${first.line} it is probably ${first.target}; write a map of lines: request: { ${mapOf(written, first)} }.`;
}

/** Another service that has exactly this route. */
function ownerOf({ world }: Scope, written: string, service: string | undefined): string | undefined {
  const newest = contractOf(world, world.lines.at(-1) ?? "");
  return [["kestra", newest] as const, ...world.serviceContracts].find(
    ([name, contract]) => name !== (service ?? "kestra") && findOperation(contract, written) !== undefined,
  )?.[0];
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
  const service = routes[0]?.service;
  if (service !== undefined) return noEdition(scope, grammar, service);
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

/** Editions are Kestra's. What an Enterprise tool asks elsewhere is Enterprise all the same. */
function noEdition(scope: Scope, { edition }: OperationGrammar, service: string): "ee" | undefined {
  if (edition !== undefined)
    scope.report(
      [...scope.at, "edition"],
      `${service} has no editions: they are Kestra's.`,
      "Remove it.",
      "key",
    );
  return scope.edition;
}
