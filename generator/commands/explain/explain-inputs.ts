import { didYouMean } from "../../../runtime/near-miss.ts";
import { compile, type CompileInputs } from "../../compile.ts";
import { readCorrections } from "../../contract/correction.ts";
import { exportedFunctions } from "../../spec/functions.ts";
import { viewHashes } from "../../spec/views.ts";
import { parseVocabulary } from "../../spec/parse/parse-vocabulary.ts";
import { loadEffects } from "../../spec/effects.ts";
import { parseTool } from "../../spec/parse/parse-tool.ts";
import { listed } from "../../text/listed.ts";
import { citationsOf } from "./citations.ts";
import { explainTool } from "./explain.ts";
import { onlyArgument } from "./one-argument.ts";
import type { ExplainOptions } from "./options.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";

/** An explanation, or why there is none. */
export interface Explained {
  readonly text?: string;
  readonly refusal?: string;
}

/**
 * Explains a tool of a project. Pure.
 * @param tests the files of `test/` @param wanted the name of a tool, or a former one
 */
export function explain(
  inputs: CompileInputs,
  tests: readonly SourceFile[],
  wanted: string,
  { line, argument }: Pick<ExplainOptions, "line" | "argument"> = {},
): Explained {
  const { models, operations, lines, contracts, serviceContracts, vocabulary, toolsets, diagnostics } =
    compile(inputs);
  if (diagnostics.some((it) => it.severity === "error")) {
    return { refusal: "The specs have errors: run `npm run generate`, which tells them." };
  }
  const names = models.map((it) => it.name);
  const model = models.find((it) => it.name === wanted || it.aliases.includes(wanted));
  const file = inputs.tools.find(({ path }) => path === model?.source);
  const spec =
    file && parseTool(file, { hasSteps: inputs.steps.includes(file.path.replace(/yaml$/u, "ts")) }).spec;
  if (model === undefined || spec === undefined) {
    const aliases = models.flatMap((it) => it.aliases);
    return { refusal: `There is no tool ${wanted}.${meant(wanted, names, aliases)}` };
  }
  if (line !== undefined && !lines.includes(line)) {
    return { refusal: `There is no release line ${line}: there are ${lines.join(", ")}.` };
  }
  const known = Object.keys(model.inputSchema.properties);
  if (argument !== undefined && !known.includes(argument)) {
    const near = didYouMean(argument, known);
    const all = known.length === 0 ? " It takes none." : ` It takes ${listed(known)}.`;
    return { refusal: `${model.name} has no argument ${argument}.${near === "" ? all : near}` };
  }
  const { within, names: things } = parseVocabulary(inputs.vocabulary);
  const ground = {
    world: {
      lines,
      contracts,
      serviceContracts,
      vocabulary,
      within,
      names: things,
      toolsets: new Set(Object.keys(toolsets.toolsets)),
      tools: new Set(names),
      functions: exportedFunctions(inputs.functions),
      views: viewHashes(inputs.views),
      destructive: loadEffects(inputs.effects),
    },
    corrections: readCorrections(inputs.corrections, lines).corrections,
    operations,
  };
  const cited = citationsOf(model.name, spec.tool, tests);
  const text = explainTool(ground, spec, model, cited, line === undefined ? lines : [line]);
  return { text: argument === undefined ? text : onlyArgument(text, argument) };
}

/** What was meant: a name spelt nearly so, else those with a word of it. */
function meant(wanted: string, names: readonly string[], aliases: readonly string[]): string {
  const near = didYouMean(wanted, [...names, ...aliases]);
  if (near !== "") return near;
  const words = wanted
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);
  const sharing = names.map((name) => ({
    name,
    shared: words.filter((word) => name.split("_").some((part) => part.startsWith(word))).length,
  }));
  const most = Math.max(1, ...sharing.map(({ shared }) => shared));
  const likely = sharing.filter(({ shared }) => shared === most).map(({ name }) => name);
  return likely.length === 0 ? "" : ` Tools like it: ${listed(likely.slice(0, 8))}.`;
}
