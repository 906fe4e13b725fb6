import { readFileSync } from "node:fs";
import type { Contract } from "../../../generator/contract/contract.ts";
import { lazy } from "../../../runtime/lazy.ts";
import { contractFiles, loadContracts, type ContractFiles } from "../../../generator/contract/load.ts";

/** The project's own files: releases, contracts and corrections. */
export function committedFiles(): ContractFiles {
  return contractFiles((path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8"));
}

/** The project's own contracts, corrected. @throws Error where there is an error in them. */
export const committedContracts = lazy((): ReadonlyMap<string, Contract> => {
  const { contracts, diagnostics } = loadContracts(committedFiles());
  const [first] = diagnostics;
  if (first !== undefined) throw new Error(`${first.file}:${first.line}:${first.column}: ${first.message}`);
  return contracts;
});

/** The contract of a line that the project supports. */
export function contractOf(contracts: ReadonlyMap<string, Contract>, line: string): Contract {
  const contract = contracts.get(line);
  if (contract === undefined) throw new Error(`There is no contract of line ${line}.`);
  return contract;
}
