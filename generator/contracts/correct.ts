import type { Contract } from "../contract.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { SourceFile } from "../spec.ts";

/** Applies the corrections to the contracts. */
export function correctContracts(
  contracts: ReadonlyMap<string, Contract>,
  file: SourceFile,
): { readonly contracts: Map<string, Contract>; readonly diagnostics: Diagnostic[] } {
  void file;
  return { contracts: new Map(contracts), diagnostics: [] };
}
