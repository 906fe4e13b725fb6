import type { Contract, ContractOperation } from "./contract.ts";

/** `METHOD /path`. */
export function routeOf({ method, path }: Pick<ContractOperation, "method" | "path">): string {
  return `${method} ${path}`;
}

/** The operation of a route, `METHOD /path`. */
export function operationAt(contract: Contract, route: string): ContractOperation | undefined {
  return contract.operations.find((it) => routeOf(it) === route);
}

/** What became of the route of an operation. */
export type RouteDrift =
  /** The route is there; `id` is its new operationId where that changed. */
  | { readonly kind: "same"; readonly operation: ContractOperation; readonly id?: string }
  /** All evidence says that it is the same operation at another route; only the author can know. */
  | { readonly kind: "moved"; readonly operation: ContractOperation }
  /** `other` has its operationId and is another operation; `perhaps` are routes like it, the likeliest first. */
  | {
      readonly kind: "gone";
      readonly other?: ContractOperation;
      readonly why?: string;
      readonly perhaps: readonly ContractOperation[];
    };

/**
 * Where an operation of one line is on the next. A route is followed by its method and path; an operationId is evidence
 * and no more, since the same one names other operations later.
 */
export function routeDrift(operation: ContractOperation, base: Contract, next: Contract): RouteDrift {
  const still = operationAt(next, routeOf(operation));
  if (still !== undefined) {
    return still.operationId === operation.operationId
      ? { kind: "same", operation: still }
      : { kind: "same", operation: still, id: still.operationId };
  }
  const twins = next.operations.filter((it) => it.operationId === operation.operationId);
  const same = next.operations.filter((it) => isSame(operation, it, base));
  const [moved] = same;
  if (moved !== undefined && same.length === 1) return { kind: "moved", operation: moved };
  const perhaps = alike(operation, next);
  const [other] = twins;
  const why = other === undefined ? undefined : differenceOf(operation, other, base);
  return {
    kind: "gone",
    ...(other === undefined || why === undefined ? {} : { other, why }),
    perhaps: perhaps.filter((it) => !twins.includes(it) || why === undefined),
  };
}

/**
 * Whether all evidence says that two operations of two lines are the same one: they have one operationId, or one method and
 * one path, spelled otherwise.
 */
export function isSame(old: ContractOperation, candidate: ContractOperation, base: Contract): boolean {
  return (
    (old.operationId === candidate.operationId || spelled(old).join("/") === spelled(candidate).join("/")) &&
    differenceOf(old, candidate, base) === undefined
  );
}

/** Why two operations of one operationId are not the same one; undefined where all evidence says that they are. */
export function differenceOf(
  old: ContractOperation,
  candidate: ContractOperation,
  base: Contract,
): string | undefined {
  if (old.method !== candidate.method)
    return `it is ${candidate.method}, and the tool's request is ${old.method}`;
  if (operationAt(base, routeOf(candidate)) !== undefined) return `line ${base.line} has that route already`;
  if (!isWithin(spelled(old), spelled(candidate)) && !isWithin(spelled(candidate), spelled(old))) {
    return "its path is another one";
  }
  if (holes(old).join() !== holes(candidate).join()) return "its path takes other parameters";
  const [before, after] = [old, candidate].map(({ body }) => Object.keys(body?.media ?? {}));
  if (before === undefined || after === undefined || before.length === 0) return undefined;
  return before.some((media) => after.includes(media)) ? undefined : "its body is of another media type";
}

function segments({ path }: ContractOperation): readonly string[] {
  return path.split("/").filter((part) => part !== "");
}

/** The segments, of their words the letters alone: `workergroups` is what became `worker-groups`. */
function spelled(operation: ContractOperation): readonly string[] {
  return segments(operation).map((part) =>
    part.startsWith("{") ? part : part.replace(/[-_]/g, "").toLowerCase(),
  );
}

function holes(operation: ContractOperation): readonly string[] {
  return segments(operation)
    .filter((part) => part.startsWith("{") && part !== "{tenant}")
    .sort();
}

/** True where all words of one list stand in the other, in the same order. */
function isWithin(few: readonly string[], many: readonly string[]): boolean {
  let at = 0;
  for (const word of many) if (word === few[at]) at++;
  return at === few.length;
}

/** Operations of the same method whose path is like this one's, at most three. */
function alike(operation: ContractOperation, next: Contract): readonly ContractOperation[] {
  return next.operations
    .filter((it) => it.method === operation.method)
    .map((it) => ({ it, score: likeness(operation, it) }))
    .filter(({ score }) => score >= 0.6)
    .sort((a, b) => b.score - a.score || (a.it.path < b.it.path ? -1 : 1))
    .slice(0, 3)
    .map(({ it }) => it);
}

/** From 0 to 1: how many of the segments of two paths are the same, what all routes begin with left aside. */
export function likeness(a: ContractOperation, b: ContractOperation): number {
  const plain = (operation: ContractOperation): readonly string[] =>
    segments(operation).filter((part) => !["api", "v1", "{tenant}"].includes(part));
  const [left, right] = [plain(a), plain(b)];
  const common = commonLength(left, right);
  const fewer = Math.min(left.length, right.length);
  return fewer === 0 ? 0 : common / fewer - Math.abs(left.length - right.length) * 0.05;
}

/** The length of the longest list that is within both. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    b.forEach((other, j) => {
      next.push(word === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    });
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** An operationId that names another route on the next line. */
export interface MovedId {
  readonly operationId: string;
  readonly from: ContractOperation;
  readonly to: ContractOperation;
  /** Absent: all evidence says that it is the same operation. */
  readonly why?: string;
  /** The old route is still there, under another id. */
  readonly stays: boolean;
}

/** Every operationId that both lines have, and that names another route on the next one; by id. */
export function movedIds(base: Contract, next: Contract): readonly MovedId[] {
  const found = new Map<string, MovedId>();
  for (const from of base.operations) {
    const twins = next.operations.filter((it) => it.operationId === from.operationId);
    const to = twins.find((it) => differenceOf(from, it, base) === undefined) ?? twins[0];
    if (to === undefined || twins.some((it) => routeOf(it) === routeOf(from))) continue;
    const why = differenceOf(from, to, base);
    const stays = operationAt(next, routeOf(from)) !== undefined;
    const { operationId } = from;
    found.set(operationId, { operationId, from, to, ...(why === undefined ? {} : { why }), stays });
  }
  return [...found.values()].sort((a, b) => (a.operationId < b.operationId ? -1 : 1));
}
