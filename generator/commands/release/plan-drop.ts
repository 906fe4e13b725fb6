import { isCollection, isSeq } from "yaml";
import { compile } from "../../compile.ts";
import type { Contract } from "../../contract/contract.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Formatter } from "../../workspace/format.ts";
import { filterResource, filterRoutes } from "../import/filter-routes.ts";
import { ImportError } from "../../contract/import-error.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";
import { parseOperations } from "../../spec/parse/parse-operations.ts";
import { loadEffects } from "../../spec/effects.ts";
import { matches } from "../../resolve/request/effect.ts";
import { keptFormatted } from "../../workspace/kept-formatted.ts";
import { withoutLostPicks } from "./drift/lost-picks.ts";
import {
  changed,
  compileInputs,
  contractPath,
  fileOf,
  importedContract,
  linesOf,
  operationsSpecs,
  toolSpecs,
  type Project,
} from "../../workspace/project.ts";
import { removeMember, type YamlMember } from "../../workspace/remove-node.ts";
import { routeOf } from "../../contract/same-operation.ts";
import { applyEdits, lineChange } from "../../workspace/text-edit.ts";
import { withoutCalls } from "../../workspace/without-calls.ts";
import { withoutLine } from "../../workspace/without-line.ts";
import { flowText, placeAt, rangeOf, yamlText } from "../../workspace/yaml-text.ts";

/** What dropping a line would do. */
export interface DropPlan {
  readonly line: string;
  readonly project: Project;
  readonly changedFiles: readonly string[];
  readonly notes: readonly string[];
  /** What the compiler says of the project that is left. */
  readonly left: readonly Diagnostic[];
}

/**
 * Drops the oldest or the newest line from a project, with all that only it needed. Pure.
 * @throws ImportError where the line stands between others, is unknown or the only one.
 */
export async function planDrop(project: Project, line: string, format: Formatter): Promise<DropPlan> {
  const lines = linesOf(project);
  if (!lines.includes(line))
    throw new ImportError(`specs/releases.yaml has no line ${line}; it has ${lines.join(", ")}.`);
  const rest = lines.filter((it) => it !== line);
  if (rest.length === 0) throw new ImportError(`Line ${line} is the only one.`);
  if (line !== lines[0] && line !== lines.at(-1))
    throw new ImportError(
      `Line ${line} stands between others: only the oldest and the newest can be dropped.`,
    );
  const gone = importedContract(project, line);
  const kept = rest.map((it) => importedContract(project, it));
  const notes: string[] = [];
  const without = ({ path, text: before }: SourceFile): string => {
    const dropped = withoutLine(before, rest);
    notes.push(...dropped.notes.map((note) => `${path}: ${note}`));
    return dropped.text;
  };
  const shared = operationsSpecs(project).map((it) => ({ ...it, text: without(it.file) }));
  const lost = shared.flatMap(({ operations, file: { path }, text: now }) => {
    const left = parseOperations({ path, text: now }).spec?.operations ?? {};
    return Object.keys(operations).filter((name) => !Object.hasOwn(left, name));
  });
  const tools = toolSpecs(project).map(({ file }) => [file.path, withoutCalls(without(file), lost)] as const);
  const text = (path: string): string => fileOf(project, path).text;
  const corrections = withoutCorrections(text("specs/corrections.yaml"), line, rest);
  const moved = text("specs/corrections.yaml").split("\n");
  const shown = corrections.split("\n").filter((it) => it.includes("exchange:") && !moved.includes(it));
  notes.push(
    ...shown.map((it) => `specs/corrections.yaml names ${it.trim().slice(10)} now: does it show the same?`),
  );
  const files = new Map<string, string>([
    ...tools,
    ...shared.map((it) => [it.file.path, it.text] as const),
    ["specs/releases.yaml", withoutItems(text("specs/releases.yaml"), [], (it) => it.line === line)],
    ["specs/corrections.yaml", corrections],
    ["specs/effects.yaml", withoutEffects(text("specs/effects.yaml"), gone, kept)],
    ["specs/filter-resources.yaml", withoutFilterRoutes(text("specs/filter-resources.yaml"), gone, kept)],
  ]);
  const formatted = await keptFormatted(project, files, format);
  const first = changed(project, [...formatted, [contractPath(line), undefined]]);
  const picks = lostPicks(first);
  const whole = changed(first, await keptFormatted(first, picks, format));
  const changedFiles = [...whole].filter(([path, it]) => project.get(path) !== it).map(([path]) => path);
  return {
    line,
    project: whole,
    changedFiles: [...changedFiles, contractPath(line)].sort(),
    notes,
    left: compile(compileInputs(whole)).diagnostics,
  };
}

/** The tools that pick what no line has any more, without those picks. */
function lostPicks(project: Project): ReadonlyMap<string, string> {
  const errors = compile(compileInputs(project)).diagnostics.filter(({ severity }) => severity === "error");
  const files = [...new Set(errors.map(({ file }) => file))].filter((path) =>
    /^specs\/[^/]+\/[^/]+\.yaml$/u.test(path),
  );
  return new Map(
    files.map((path) => {
      const { text } = fileOf(project, path);
      return [
        path,
        withoutLostPicks(
          text,
          errors.filter(({ file }) => file === path),
        ),
      ];
    }),
  );
}

/** What dropping a line does, as Markdown. */
export function dropReport({ line, changedFiles, notes, left }: DropPlan): string {
  const errors = left.filter((it) => it.severity === "error");
  return [
    `# Kestra ${line} dropped`,
    `${changedFiles.length} files change:`,
    changedFiles.map((path) => `- ${path}`).join("\n"),
    ...(notes.length === 0 ? [] : ["## To look at", notes.map((note) => `- ${note}`).join("\n")]),
    ...(errors.length === 0
      ? []
      : [
          "## Left to do by hand",
          errors.map((it) => `- ${it.file}:${it.line}:${it.column} ${it.message}`).join("\n"),
        ]),
  ]
    .join("\n\n")
    .concat("\n");
}

type Entry = Readonly<Record<string, unknown>>;

/** A list without the items that a test names; one at a time, so that each edit has fresh ranges. */
function withoutItems(text: string, path: readonly string[], test: (entry: Entry) => boolean): string {
  const yaml = yamlText(text);
  const list = placeAt(yaml, path)?.node;
  if (!isSeq(list)) return text;
  const items = list.items as readonly YamlMember[];
  const at = (list.toJS(yaml.document) as readonly Entry[]).findIndex(test);
  const item = items[at];
  if (item === undefined) return text;
  const edits = removeMember(yaml, item, items, isCollection(list) && list.flow === true);
  const next = applyEdits(text, edits);
  return lineChange(text, next) === undefined ? text : withoutItems(next, path, test);
}

/** A recording of the dropped line cannot show what holds on the others: the one of that name on the oldest of them is named. */
function withoutCorrections(text: string, line: string, lines: readonly string[]): string {
  const only = (entry: Entry): boolean =>
    Array.isArray(entry.lines) && entry.lines.length === 1 && String(entry.lines[0]) === line;
  const rest = withoutItems(text, [], only);
  const yaml = yamlText(rest);
  const entries = yaml.document.toJS() as readonly Entry[] | null;
  const edits = (entries ?? []).flatMap((entry, i) => {
    const listed = Array.isArray(entry.lines) ? entry.lines.map(String) : lines;
    const named = listed.filter((it) => it !== line);
    const [list, shown] = ["lines", "exchange"].map((key) => placeAt(yaml, [i, key])?.node);
    const exchange = String(entry.exchange);
    const moved = `${named[0] ?? ""}${exchange.slice(exchange.indexOf("/"))}`;
    return [
      ...(named.length === listed.length || list === undefined
        ? []
        : [{ ...rangeOf(list), text: `[${named.map((it) => flowText(it)).join(", ")}]` }]),
      ...(!exchange.startsWith(`${line}/`) || shown === undefined
        ? []
        : [{ ...rangeOf(shown), text: JSON.stringify(moved) }]),
    ];
  });
  return applyEdits(rest, edits);
}

/** Routes that only the dropped line has. */
function withoutEffects(text: string, gone: Contract, kept: readonly Contract[]): string {
  const any = (contract: Contract, pattern: string): boolean =>
    contract.operations.some((it) => matches(pattern, routeOf(it)));
  const stale = loadEffects({ path: "specs/effects.yaml", text })
    .map(({ route }) => route)
    .filter((route) => any(gone, route) && !kept.some((contract) => any(contract, route)));
  return withoutItems(text, ["destructive"], (entry) => stale.includes(String(entry.route)));
}

function withoutFilterRoutes(text: string, gone: Contract, kept: readonly Contract[]): string {
  const routes = filterRoutes(text);
  const uses = (contract: Contract, route: string): boolean =>
    contract.operations.some(
      (it) =>
        it.filters !== undefined &&
        filterResource(
          it.path,
          routes.filter((one) => one.route === route),
        ) !== undefined,
    );
  let now = text;
  for (const { route } of routes) {
    if (!uses(gone, route) || kept.some((contract) => uses(contract, route))) continue;
    const yaml = yamlText(now);
    const pair = placeAt(yaml, [route])?.pair;
    if (pair !== undefined) now = applyEdits(now, removeMember(yaml, pair, [pair], false));
  }
  return now;
}
