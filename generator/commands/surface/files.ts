import { parse } from "yaml";
import { isObject } from "../../../runtime/json.ts";
import { seenTool, seenTools, SurfaceError, type SeenTool, type Surface } from "./surface.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";

/** What clients see of the tools. */
const toldFile = "generated/tools.json";

/** All that a surface is read from, as regular expressions of paths; older commits have a file for each tool. */
export const surfaceFiles: readonly RegExp[] = [
  /^generated\/tools\.json$/u,
  /^test\/laws\/snapshots\/[^/]+\.json$/u,
  /^specs\/(?!operations\/)[^/]+\/[^/]+\.yaml$/u,
  /^specs\/toolsets\.yaml$/u,
];

/**
 * The surface that a tree of files describes: what clients are told; the specs tell which tools are listed where nothing is
 * configured, and on which edition.
 * @param from what the tree is, for messages: `v1.2.0` @throws SurfaceError where nothing says what clients are told
 */
export function surfaceOfFiles(files: readonly SourceFile[], from: string): Surface {
  const told = files.find(({ path }) => path === toldFile);
  const single = files.filter(({ path }) => surfaceFiles[1]?.test(path));
  if (told === undefined && single.length === 0) {
    throw new SurfaceError(
      `${from} has no ${toldFile}, so what its clients see is not known. Compare with a later commit, or with a build of it.`,
    );
  }
  const tools =
    told === undefined
      ? single.map((file) => seenTool(json(file, from), `${file.path} of ${from}`))
      : seenTools(json(told, from), `${toldFile} of ${from}`);
  const specs = specsOf(files);
  return {
    tools: tools.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    lists: listsOf(tools, specs, files),
    aliases: Object.fromEntries(specs.flatMap(({ name, aliases }) => aliases.map((alias) => [alias, name]))),
  };
}

function json({ path, text }: SourceFile, from: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SurfaceError(`${path} of ${from} is not valid JSON.`);
  }
}

interface Spec {
  readonly name: string;
  readonly toolset: string;
  readonly enterprise: boolean;
  readonly aliases: readonly string[];
}

/** What the specs say besides, as far as they can be read: an older grammar is no reason to compare nothing. */
function specsOf(files: readonly SourceFile[]): readonly Spec[] {
  return files.flatMap(({ path, text }) => {
    const [, toolset, name] = /^specs\/(?!operations\/)([^/]+)\/([^/]+)\.yaml$/u.exec(path) ?? [];
    if (toolset === undefined || name === undefined) return [];
    const tool = read(text);
    const { actions, aliases } = tool;
    const behaviours = isObject(actions) ? Object.values(actions).filter(isObject) : [];
    const all = behaviours.length > 0 && behaviours.every(({ edition }) => edition === "ee");
    const former = Array.isArray(aliases) ? aliases.map(String) : [];
    return [{ name, toolset, enterprise: tool.edition === "ee" || all, aliases: former }];
  });
}

/** The default list of each edition; none where the toolsets cannot be read. */
function listsOf(
  tools: readonly SeenTool[],
  specs: readonly Spec[],
  files: readonly SourceFile[],
): Surface["lists"] {
  const { toolsets } = read(files.find(({ path }) => path === "specs/toolsets.yaml")?.text ?? "");
  if (!isObject(toolsets)) return {};
  const toolset = (name: string): Readonly<Record<string, unknown>> =>
    Object.hasOwn(toolsets, name) && isObject(toolsets[name]) ? toolsets[name] : {};
  const standard = specs.filter((it) => toolset(it.toolset).default === true);
  const open = standard.filter((it) => !it.enterprise && toolset(it.toolset).edition !== "ee");
  const named = (list: readonly Spec[]): readonly string[] =>
    tools.map(({ name }) => name).filter((name) => list.some((it) => it.name === name));
  return { "default, open source": named(open), "default, Enterprise": named(standard) };
}

function read(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = parse(text, { logLevel: "silent" });
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
