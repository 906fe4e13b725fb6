import type { Contract, ContractOperation } from "../../contract/contract.ts";
import { movedIds, routeOf } from "../../contract/same-operation.ts";

/** Operations of the new line alone that none of the base has moved to, by the first segment of their path. */
export function freshOperations(
  base: Contract,
  next: Contract,
): ReadonlyMap<string, readonly ContractOperation[]> {
  const moved = movedIds(base, next).filter((it) => it.why === undefined);
  const known = new Set([...base.operations.map(routeOf), ...moved.map((it) => routeOf(it.to))]);
  const fresh = new Map<string, ContractOperation[]>();
  for (const operation of next.operations) {
    if (known.has(routeOf(operation)) || operation.deprecated === true) continue;
    const area = areaOf(operation.path);
    fresh.set(area, [...(fresh.get(area) ?? []), operation]);
  }
  return new Map([...fresh].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The first segment of a path that is not the same for all: `servers` of `/api/v1/{tenant}/servers/{id}`. */
function areaOf(path: string): string {
  return path.split("/").find((part) => !["", "api", "v1", "{tenant}"].includes(part)) ?? path;
}
