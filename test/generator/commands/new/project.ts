import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Compilation } from "../../../../generator/compile.ts";
import { formatter } from "../../../../generator/workspace/format.ts";
import { compileInputs, type Project } from "../../../../generator/workspace/project.ts";
import { draftOf, type Draft } from "../../../../generator/commands/new/draft/draft.ts";
import type { DraftEndpoint } from "../../../../generator/commands/new/draft/endpoint.ts";
import { knownOf, type KnownSpecs } from "../../../../generator/commands/new/ground.ts";
import { nameFor } from "../../../../generator/commands/new/name.ts";
import { homeFor } from "../../../../generator/commands/new/toolset.ts";
import { draftText } from "../../../../generator/commands/new/draft/yaml-text.ts";
import { readTree } from "../../../../generator/workspace/files.ts";
import { root } from "../../../support/source.ts";
import type { SourceFile } from "../../../../generator/diagnostics/source-file.ts";

/** The specs as they are committed. */
export const project: Project = new Map(
  (await readTree(root, "specs", /\.(yaml|ts|json)$/)).map(({ path, text }) => [path, text]),
);

export const known: KnownSpecs = knownOf(compileInputs(project));

export const pretty = formatter(readFileSync(join(root, ".oxfmtrc.json"), "utf8"));

/** The operation of a route on some line. */
export function endpointAt(method: string, path: string): DraftEndpoint {
  const found = known.endpoints.find((it) =>
    it.routes.some(({ operation }) => operation.method === method && operation.path === path),
  );
  if (found === undefined) throw new Error(`There is no ${method} ${path}.`);
  return found;
}

/** The drafts of operations, each with a name of its own. */
export function draftsOf(endpoints: readonly DraftEndpoint[]): readonly Draft[] {
  const taken = new Set(known.world.tools);
  return endpoints.map((endpoint) => {
    const name = nameFor(endpoint, taken);
    taken.add(name);
    return draftOf(known, endpoint, name, homeFor(endpoint, known.covered, known.toolsets).toolset);
  });
}

/** A draft as its file, not formatted. */
export function fileOf(draft: Draft): SourceFile {
  return { path: draft.path, text: draftText(draft) };
}

/** The errors and warnings of a compilation, with their places. */
export function toldBy({ diagnostics }: Compilation): readonly string[] {
  return diagnostics.map((it) => `${it.file}:${it.line}:${it.column} ${it.severity}: ${it.message}`);
}
