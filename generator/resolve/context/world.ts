import type { Contract } from "../../contract/contract.ts";
import type { DestructiveRoute } from "../../spec/effects.ts";

/** All that a spec is checked against. */
export interface World {
  /** Oldest first. */
  readonly lines: readonly string[];
  readonly contracts: ReadonlyMap<string, Contract>;
  /** Argument name -> description, for arguments that several tools use. */
  readonly vocabulary: Readonly<Record<string, string>>;
  readonly toolsets: ReadonlySet<string>;
  /** Every tool's name and alias. */
  readonly tools: ReadonlySet<string>;
  /** Noun -> the functions that `specs/functions/<noun>.ts` exports. */
  readonly functions: ReadonlyMap<string, ReadonlySet<string>>;
  /** Routes that destroy, whatever their method; see `specs/effects.yaml`. */
  readonly destructive: readonly DestructiveRoute[];
}

/** The contract of a line. @throws Error for a line without one, which the loader has refused already. */
export function contractOf(world: World, line: string): Contract {
  const contract = world.contracts.get(line);
  if (contract === undefined) throw new Error(`No contract for line ${line}.`);
  return contract;
}
