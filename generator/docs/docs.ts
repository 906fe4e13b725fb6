import type { Compilation } from "../compile.ts";
import { apart } from "../made.ts";
import { compatibilityPage } from "./compatibility-page.ts";
import { environmentPage } from "./environment-page.ts";
import { faultsPage, type Fault } from "./faults.ts";
import { indexPage } from "./index-page.ts";
import { readLimits } from "./limits/limit-list.ts";
import { operationPage } from "./operation-page.ts";
import { rolesPage } from "./roles-page.ts";
import { securityPage } from "./security-page.ts";
import { toolTable } from "./tool-table.ts";
import { toolsByToolset } from "./tools-by-toolset.ts";
import { textsPage } from "./texts-page.ts";
import type { Documented } from "./tool-section.ts";
import { toolsetPage } from "./toolset-page.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";

/** What the documentation is made of. */
export interface DocsInputs {
  readonly compiled: Omit<Compilation, "diagnostics">;
  readonly faults: { readonly path: string; readonly faults: readonly Fault[] };
  /** The text of the README, in which the table of tools stands. */
  readonly readme: string;
  /** The skills for agents, in each of which the tools of a preset stand by toolset. */
  readonly skills: readonly SourceFile[];
  /** The text of `runtime/limits.ts`, whose comments say why each is as large. */
  readonly limits: string;
}

/** Every page of `docs/`. Pure: same inputs, same pages. They are written as they are: laying tables out is slow. */
export function writePages({ compiled: all, faults, limits }: DocsInputs): readonly SourceFile[] {
  const compiled = withTools(all);
  const { models, toolsets, lines, contracts, services } = compiled;
  const names = usedToolsets(compiled);
  return [
    indexPage(toolsets, models, lines),
    ...names.flatMap((name) => {
      const toolset = toolsets.toolsets[name];
      return toolset === undefined ? [] : [toolsetPage(name, toolset, documented(name, compiled))];
    }),
    compatibilityPage(names, models, { lines, contracts }),
    environmentPage(toolsets, services),
    operationPage(),
    rolesPage(toolsets, models, names),
    textsPage(compiled.texts),
    securityPage(readLimits(limits), services),
    faultsPage(faults.path, faults.faults),
  ];
}

/** Where the tools stand in a page: all of them, or those of the preset that it names. */
const markers = /(<!-- tools:start(?: ([a-z-]+))? -->\n)[\s\S]*?(<!-- tools:end -->)/;

/** The folder of the skills for agents, each in a folder of its own. */
export const skillsFolder = "skills";

/**
 * The pages that people write, each with its tools written anew between its markers, not yet formatted; a page without
 * markers is left out.
 */
export function markedPages({ compiled: all, readme, skills }: DocsInputs): readonly SourceFile[] {
  const compiled = withTools(all);
  const { models, toolsets } = compiled;
  const names = usedToolsets(compiled);
  return [
    ...marked({ path: "README.md", text: readme }, () => toolTable(models, names)),
    ...skills.flatMap((skill) =>
      marked(skill, (preset) => {
        const tools = toolsets.presets[preset] ?? [];
        return toolsByToolset(
          models.filter(({ name }) => tools.includes(name)),
          names,
          toolsets.readingPresets?.includes(preset),
        );
      }),
    ),
  ];
}

/** What was compiled, of which only tools are documented. */
function withTools(compiled: DocsInputs["compiled"]): DocsInputs["compiled"] {
  return { ...compiled, models: apart(compiled.models, compiled.toolsets.toolsets).tools };
}

/** @param toolsOf writes the tools of a preset, or all where the page names none */
function marked(page: SourceFile, toolsOf: (preset: string) => string): readonly SourceFile[] {
  if (!markers.test(page.text)) return [];
  const write = (_: string, start: string, preset: string | undefined, end: string) =>
    `${start}\n${toolsOf(preset ?? "")}\n\n${end}`;
  return [{ path: page.path, text: page.text.replace(markers, write) }];
}

/** The names of the toolsets that have a tool, in the author's order. */
function usedToolsets({ toolsets, models }: DocsInputs["compiled"]): readonly string[] {
  return Object.keys(toolsets.toolsets).filter((name) => models.some((it) => it.toolset === name));
}

function documented(
  toolset: string,
  { models, specs, services }: DocsInputs["compiled"],
): readonly Documented[] {
  return models.flatMap((model) => {
    const spec = specs.find((it) => it.name === model.name);
    return model.toolset !== toolset || spec === undefined ? [] : [{ model, grammar: spec.tool, services }];
  });
}
