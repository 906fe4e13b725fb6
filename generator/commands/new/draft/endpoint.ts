import type { Contract, ContractOperation } from "../../../contract/contract.ts";
import { isSame, operationAt, routeOf } from "../../../contract/same-operation.ts";
import type { Route } from "../../../resolve/request/route.ts";
import type { World } from "../../../resolve/context/world.ts";
import { contractOf } from "../../../resolve/context/world.ts";
import { byText } from "../../../text/by-text.ts";

/** One operation of Kestra on all the lines that have it, under the route that it has on each. */
export interface DraftEndpoint {
  /** Oldest first; at least one. */
  readonly routes: readonly Route[];
}

/** Every operation of the contracts, each once, by the path and method that it has on its newest line. */
export function endpointsOf(world: World): readonly DraftEndpoint[] {
  const claimed = new Set<string>();
  const found = [...world.lines.keys()].reverse().flatMap((at) =>
    contractOf(world, world.lines[at] ?? "").operations.flatMap((operation): DraftEndpoint[] => {
      if (claimed.has(keyOf(world.lines[at] ?? "", operation))) return [];
      const routes = history(world, at, operation, claimed);
      for (const it of routes) claimed.add(keyOf(it.line, it.operation));
      return [{ routes }];
    }),
  );
  return found.toSorted((a, b) => byText(sortKey(a), sortKey(b)));
}

/** What the operation is on the newest line that has it. */
export function newest({ routes }: DraftEndpoint): ContractOperation {
  const last = routes.at(-1);
  if (last === undefined) throw new Error("An endpoint has no route.");
  return last.operation;
}

/** The first segment of a path that is not the same for all: `servers` of `/api/v1/{tenant}/servers/{id}`. */
export function areaOf({ path }: ContractOperation): string {
  return path.split("/").find((part) => !["", "api", "v1", "{tenant}"].includes(part)) ?? path;
}

/** The open-source edition answers it on its newest line. */
export function isOpen(endpoint: DraftEndpoint): boolean {
  return newest(endpoint).editions.includes("oss");
}

/** The routes of an operation on the lines up to one of them. @param at which of the lines it was found on. */
function history(
  world: World,
  at: number,
  operation: ContractOperation,
  claimed: ReadonlySet<string>,
): readonly Route[] {
  const routes: Route[] = [{ line: world.lines[at] ?? "", operation }];
  for (const line of world.lines.slice(0, at).reverse()) {
    const [next] = routes;
    if (next === undefined) continue;
    const contract = contractOf(world, line);
    const before =
      operationAt(contract, routeOf(next.operation)) ??
      cameFrom(contract, contractOf(world, next.line), next.operation);
    if (before !== undefined && !claimed.has(keyOf(line, before)))
      routes.unshift({ line, operation: before });
  }
  return routes;
}

/** The operation that moved: the only one of which all evidence says that it is the same. */
function cameFrom(
  base: Contract,
  next: Contract,
  operation: ContractOperation,
): ContractOperation | undefined {
  const twins = base.operations.filter(
    (it) => operationAt(next, routeOf(it)) === undefined && isSame(it, operation, base),
  );
  return twins.length === 1 ? twins[0] : undefined;
}

function keyOf(line: string, operation: ContractOperation): string {
  return `${line} ${routeOf(operation)}`;
}

function sortKey(endpoint: DraftEndpoint): string {
  const { method, path } = newest(endpoint);
  return `${path} ${method}`;
}
