import type { Contract } from "../../../contract/contract.ts";
import type { Scope } from "../../../resolve/context/scope.ts";
import type { World } from "../../../resolve/context/world.ts";
import type { Use } from "./uses.ts";

/** The newest line so far and the line that is added, both corrected. */
export interface LinePair {
  readonly base: Contract;
  readonly next: Contract;
  /** The oldest line that the project has: where a value without lines begins to hold. */
  readonly oldest: string;
}

/** A scope for looking things up as the compiler does, in which nothing is reported. */
export function silentScope({ base, next }: LinePair, use: Use): Scope {
  const world: World = {
    lines: [base.line, next.line],
    contracts: new Map([base, next].map((contract) => [contract.line, contract])),
    serviceContracts: new Map(),
    vocabulary: {},
    within: {},
    names: {},
    toolsets: new Set(),
    tools: new Set(),
    functions: new Map(),
    views: new Map(),
    destructive: [],
  };
  const report = (): void => undefined;
  return {
    world,
    written: use.written,
    at: use.at,
    report,
    reportOn: () => report,
    reportEverywhere: () => report,
  };
}
