import type { Contract, ContractOperation } from "../../contract/contract.ts";
import { routeDrift, routeOf } from "../../contract/same-operation.ts";
import { didYouMean, nearest } from "../../../runtime/near-miss.ts";
import { serviceRequest } from "../../spec/service-request.ts";
import type { OperationGrammar, RequestGrammar } from "../../spec/spec.ts";
import { heldOn } from "../../spec/by-line.ts";
import { listed } from "../../text/listed.ts";
import type { Scope } from "../context/scope.ts";
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
 * line lacks is an error, with the route that it moved to where that is known. All methods must be one and the same.
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

/**
 * What was probably meant: where no line has the route, the nearest one. Where another line has it, the route that the
 * operation moved to, if all evidence says that it is the same operation; else that nothing shows where it went.
 */
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
      : `${owner} has it: write \`request: { ${owner}: ${JSON.stringify(written)} }\`.`;
  const known = found.at(-1);
  if (known === undefined) {
    const near = lines.flatMap(
      (line) => nearestRoute(contractOf(scope.world, line, service).operations, written) ?? [],
    )[0];
    return near === undefined ? undefined : `Did you mean ${routeOf(near)}?`;
  }
  const base = contractOf(scope.world, known.line, service);
  const moved = lines.flatMap((line) => {
    const drift = routeDrift(known.operation, base, contractOf(scope.world, line, service));
    return drift.kind === "moved" ? [{ line, target: routeOf(drift.operation) }] : [];
  })[0];
  if (moved === undefined)
    return `Nothing shows where it went: write a map of lines, with \`~\` where it ended or the route that does the same: request: { ${mapOf(scope.world.lines, written, lines, "~")} }.`;
  return `On ${moved.line} it is probably ${moved.target}; write a map of lines: request: { ${mapOf(scope.world.lines, written, lines, moved.target)} }.`;
}

/** Another service that has exactly this route. */
function ownerOf({ world }: Scope, written: string, service: string | undefined): string | undefined {
  const newest = contractOf(world, world.lines.at(-1) ?? "");
  return [["kestra", newest] as const, ...world.serviceContracts].find(
    ([name, contract]) => name !== (service ?? "kestra") && findOperation(contract, written) !== undefined,
  )?.[0];
}

/** The map of lines, an entry where the route changes; quoted, since a path has braces. @param lacking the lines that have `other` */
function mapOf(lines: readonly string[], written: string, lacking: readonly string[], other: string): string {
  const routes = lines.map((line) => ({ line, route: lacking.includes(line) ? other : written }));
  return routes
    .filter(({ route }, i) => route !== routes[i - 1]?.route)
    .map(({ line, route }) => `"${line}": ${route === "~" ? route : JSON.stringify(route)}`)
    .join(", ");
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
