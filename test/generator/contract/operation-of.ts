import type { Contract, ContractOperation } from "../../../generator/contract/contract.ts";

/** The operation that a request reaches: of all whose template fits, the one that is literal furthest to the left. */
export function operationOf(contract: Contract, method: string, path: string): ContractOperation | undefined {
  const sent = path.replace(/\/$/, "").split("/");
  return templatesOf(contract).find(
    ({ operation, parts }) =>
      operation.method === method &&
      parts.length === sent.length &&
      parts.every((part, i) => part === sent[i] || (part.startsWith("{") && fits(part, sent[i]))),
  )?.operation;
}

interface Template {
  readonly operation: ContractOperation;
  readonly parts: readonly string[];
}

const templates = new WeakMap<Contract, readonly Template[]>();

/** The most literal first. */
function templatesOf(contract: Contract): readonly Template[] {
  const known = templates.get(contract);
  if (known !== undefined) return known;
  const sorted = contract.operations
    .map((operation) => ({ operation, parts: operation.path.split("/") }))
    .sort((a, b) => (literalness(a.parts) < literalness(b.parts) ? 1 : -1));
  templates.set(contract, sorted);
  return sorted;
}

/** The recordings' one tenant is `main`; another word in its place is another route. */
function fits(part: string, sent: string | undefined): boolean {
  return part === "{tenant}" ? sent === "main" : sent !== "";
}

function literalness(parts: readonly string[]): string {
  return parts.map((part) => (part.startsWith("{") ? "0" : "1")).join("");
}
