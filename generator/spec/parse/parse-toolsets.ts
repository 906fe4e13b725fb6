import { isObject } from "../../../runtime/json.ts";
import { toolsetsSchema } from "../grammar/toolsets.ts";
import { validator } from "../grammar/validate.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../../runtime/near-miss.ts";
import { usualWord } from "../../../runtime/tool/usual-word.ts";
import { checkGrammar } from "./check-grammar.ts";
import { readYaml, type YamlSource } from "./yaml-source.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";

/** `specs/toolsets.yaml`: what tools are grouped by, and the lists that stand for several of them. */
export interface Toolsets {
  /** By the name of the folder; in the author's order. */
  readonly toolsets: Readonly<Record<string, ToolsetSpec>>;
  /** Name -> the tools that it stands for, built or planned. */
  readonly presets: Readonly<Record<string, readonly string[]>>;
  /** The presets that stand for what reads alone of their tools. */
  readonly readingPresets?: readonly string[];
  /** Name -> what it is for. */
  readonly presetTexts?: Readonly<Record<string, string>>;
  /** Name -> roles that come with the program, as a file of roles says them. */
  readonly roles: Readonly<Record<string, unknown>>;
  /** Tools that a preset names and that nobody has built yet. */
  readonly planned: readonly string[];
}

export interface ToolsetSpec {
  readonly title: string;
  readonly description: string;
  readonly edition?: "ee";
  /** Whether its tools are listed where nothing is configured. */
  readonly default: boolean;
  /** The specs that its tools are made with of what an instance has; absent: its specs are its tools. */
  readonly made?: MakerNames;
}

/** Names of specs. */
export interface MakerNames {
  readonly list: string;
  readonly run: string;
}

/** The toolsets, and what is wrong with them; empty where the file cannot be understood. */
export interface ParsedToolsets {
  readonly toolsets: Toolsets;
  readonly diagnostics: readonly Diagnostic[];
  /** What is wrong with the names that it holds, given those of all tools, former ones included. */
  readonly checkPresets: (tools: ReadonlySet<string>) => readonly Diagnostic[];
}

const validateToolsets = validator(toolsetsSchema);

/**
 * Reads `specs/toolsets.yaml`. Pure; errors are returned with their places, never thrown. Of a file with errors the
 * names of the toolsets are told, so that their tools can be compiled.
 */
export function parseToolsets(file: SourceFile): ParsedToolsets {
  const { source, diagnostics } = readYaml(file);
  if (source === undefined) return { toolsets: named({}), diagnostics, checkPresets: () => [] };
  const checked = checkGrammar(source, validateToolsets);
  const found = [...diagnostics, ...checked.diagnostics];
  if (!checked.valid) return { toolsets: named(checked.value), diagnostics: found, checkPresets: () => [] };
  const { presets, ...written } = checked.value as Written;
  const of = <T>(part: (preset: WrittenPreset) => T) =>
    Object.fromEntries(Object.entries(presets).map(([name, preset]) => [name, part(preset)]));
  const all: Toolsets = {
    ...{ roles: {}, planned: [] },
    ...written,
    presets: of(({ tools }) => tools),
    readingPresets: Object.keys(presets).filter((name) => presets[name]?.reads === true),
    presetTexts: of(({ description }) => description),
  };
  return {
    toolsets: all,
    diagnostics: [...found, ...checkNames(all, source.error)],
    checkPresets: (tools) => checkPresets(all, tools, source.error),
  };
}

/** A preset as the file has it. */
interface WrittenPreset {
  readonly description: string;
  readonly reads?: true;
  readonly tools: readonly string[];
}

interface Written extends Pick<Toolsets, "toolsets">, Partial<Pick<Toolsets, "roles" | "planned">> {
  readonly presets: Readonly<Record<string, WrittenPreset>>;
}

function named(value: unknown): Toolsets {
  const names = isObject(value) && isObject(value.toolsets) ? Object.keys(value.toolsets) : [];
  const toolset: ToolsetSpec = { title: "", description: "", default: false };
  return {
    toolsets: Object.fromEntries(names.map((name) => [name, toolset])),
    presets: {},
    roles: {},
    planned: [],
  };
}

/** In the configuration a word is one thing. */
function checkNames({ toolsets, presets }: Toolsets, error: YamlSource["error"]): readonly Diagnostic[] {
  const meant = `"${usualWord}" means all that is on by default.`;
  const usual = Object.entries({ toolsets, presets })
    .filter(([, names]) => Object.hasOwn(names, usualWord))
    .map(([group]) => error([group, usualWord], meant, "Choose another name.", "key"));
  const twice = Object.keys(presets)
    .filter((name) => Object.hasOwn(toolsets, name))
    .map((name) => error(["presets", name], `"${name}" is a toolset too.`, "Rename the preset.", "key"));
  return [...usual, ...twice];
}

function checkPresets(
  { toolsets, presets, planned }: Toolsets,
  tools: ReadonlySet<string>,
  error: YamlSource["error"],
): readonly Diagnostic[] {
  const named = new Set(Object.values(presets).flat());
  const unknown = Object.entries(presets).flatMap(([preset, names]) =>
    names.flatMap((name, i) => {
      if (tools.has(name) || planned.includes(name)) return [];
      const near = nearest(name, [...tools, ...planned]);
      const hint = near === undefined ? "Build it, or name it under `planned`." : `Did you mean "${near}"?`;
      return [error(["presets", preset, "tools", i], `There is no tool "${name}".`, hint)];
    }),
  );
  const done = planned.flatMap((name, i) => {
    if (tools.has(name)) return [error(["planned", i], `"${name}" is built.`, "Remove it from `planned`.")];
    return named.has(name) ? [] : [error(["planned", i], `No preset names "${name}".`, "Remove it.")];
  });
  const makers = Object.entries(toolsets).flatMap(([toolset, { made }]) =>
    Object.entries<string>({ ...made }).flatMap(([key, name]) => {
      if (tools.has(name)) return [];
      const near = nearest(name, [...tools]);
      const hint = near === undefined ? "Write it." : `Did you mean "${near}"?`;
      return [error(["toolsets", toolset, "made", key], `There is no spec "${name}".`, hint)];
    }),
  );
  return [...unknown, ...done, ...makers];
}
