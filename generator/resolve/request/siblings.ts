import type { ContractOperation } from "../../contract/contract.ts";

/**
 * The other routes of a method that a request would be sent to, were one of its arguments a word of theirs: DELETE
 * `/executions/{executionId}` with the id `by-query` deletes all executions. Of whichever edition, as it need not be known
 * which one answers.
 */
export function siblingsOf(
  operation: ContractOperation,
  all: readonly ContractOperation[],
): readonly string[] {
  const own = operation.path.split("/");
  return all
    .filter(({ method, path }) => method === operation.method && path !== operation.path)
    .map(({ path }) => path)
    .filter((path) => mayBecome(own, path.split("/")))
    .sort();
}

function mayBecome(own: readonly string[], other: readonly string[]): boolean {
  return (
    own.length === other.length &&
    own.every((segment, i) => segment === other[i] || isFilled(segment) || isHole(other[i])) &&
    own.some((segment, i) => isFilled(segment) && !isHole(other[i]))
  );
}

/** The tenant is the operator's, and no argument. */
function isFilled(segment: string): boolean {
  return isHole(segment) && segment !== "{tenant}";
}

function isHole(segment: string | undefined): boolean {
  return segment?.startsWith("{") === true;
}
