import type { Contract } from "../../contract/contract.ts";
import type { DestructiveRoute } from "../../spec/effects.ts";
import type { SpecFunction } from "../../spec/functions.ts";

/** Argument name -> what an argument of that name holds. */
export type NamedThings = Readonly<Record<string, "namespace" | "execution">>;

/** All that a spec is checked against. */
export interface World {
  /** Oldest first. */
  readonly lines: readonly string[];
  /** Kestra's, by line. */
  readonly contracts: ReadonlyMap<string, Contract>;
  /** Those of the other services, by name: each holds on all lines. */
  readonly serviceContracts: ReadonlyMap<string, Contract>;
  /** Argument name -> description, for arguments that several tools use. */
  readonly vocabulary: Readonly<Record<string, string>>;
  /** Argument name -> the argument that holds what it is in, such as the namespace of a flow. */
  readonly within: Readonly<Record<string, string>>;
  readonly names: NamedThings;
  readonly toolsets: ReadonlySet<string>;
  /** Every tool's name and alias. */
  readonly tools: ReadonlySet<string>;
  /** Noun -> the functions that `specs/functions/<noun>.ts` exports. */
  readonly functions: ReadonlyMap<string, ReadonlyMap<string, SpecFunction>>;
  /** Page of `specs/views/<name>.ts` -> what tells it from another one. */
  readonly views: ReadonlyMap<string, string>;
  /** Routes that destroy, whatever their method; see `specs/effects.yaml`. */
  readonly destructive: readonly DestructiveRoute[];
}

/**
 * The contract of a line, or of a service that is not Kestra.
 * @throws Error where there is none, which was refused already
 */
export function contractOf(world: World, line: string, service?: string): Contract {
  const contract = service === undefined ? world.contracts.get(line) : world.serviceContracts.get(service);
  if (contract === undefined) throw new Error(`No contract for ${service ?? `line ${line}`}.`);
  return contract;
}
