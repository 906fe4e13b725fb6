import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Contract } from "../../../../generator/contract/contract.ts";
import { readReleases, type SupportedRelease } from "../../../../generator/contract/releases.ts";
import { formatter } from "../../../../generator/workspace/format.ts";
import type { NewLine } from "../../../../generator/commands/release/plan-release.ts";
import { fileOf, importedContract, type Project } from "../../../../generator/workspace/project.ts";
import { readTree } from "../../../../generator/workspace/files.ts";
import { root } from "../../../support/source.ts";

/** The committed specs. */
export async function committed(): Promise<Project> {
  const files = await readTree(root, "specs", /\.(yaml|ts|json)$/u);
  return new Map(files.map(({ path, text }) => [path, text]));
}

/** The project's formatter. */
export const format = formatter(readFileSync(join(root, ".oxfmtrc.json"), "utf8"));

/** A line as it was imported once, to be added again to a project that lacks it. */
export function lineOf(project: Project, line: string, filterResources: string): NewLine {
  const { releases } = readReleases(fileOf(project, "specs/releases.yaml"));
  const release = releases.find((it): it is SupportedRelease => it.line === line);
  if (release === undefined) throw new Error(`There is no line ${line}.`);
  const { oss, ee, filters } = release;
  const contract: Contract = importedContract(project, line);
  return { contract, sources: { oss, ee, filters }, filterResources, notes: [] };
}
