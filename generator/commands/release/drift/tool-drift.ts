import type { SourceFile } from "../../../diagnostics/source-file.ts";
import type { OperationsSpec, ToolSpec } from "../../../spec/spec.ts";
import type { DriftChange, ToolDrift, UseDrift } from "./change.ts";
import { exampleEdits } from "./example-edits.ts";
import type { LinePair } from "./lines-pair.ts";
import type { RequestChange } from "./rewrite-sent.ts";
import { applyEdits, fitTogether, lineChange, type TextEdit } from "../../../workspace/text-edit.ts";
import { lookAtUse, type Acceptance, type LookedUse } from "./use-drift.ts";
import { sharedUses, usesOf, type Use } from "./uses.ts";
import { yamlText } from "../../../workspace/yaml-text.ts";

/** What a new line means for a tool, and its YAML with what is safe or accepted. */
export interface LookedTool {
  readonly drift: ToolDrift;
  readonly text: string;
}

/**
 * Compares all requests of a tool on the two lines, and edits its YAML where that is safe or the author has accepted it.
 * @param shared the changes of the operations that it shares with other tools, which its examples send too
 */
export function lookAtTool(
  spec: ToolSpec,
  pair: LinePair,
  said: Acceptance,
  shared: readonly RequestChange[],
): LookedTool {
  const { edited, looked, applied } = lookAt(spec.file, usesOf(spec), pair, () => said);
  const changes = [...looked.flatMap((it) => requestChange(it, applied)), ...shared];
  const uses = looked.map((it) => useDrift(it, spec.file.text, applied));
  return {
    drift: { tool: spec.name, file: spec.file.path, uses },
    text: withExamples(edited, spec, changes, pair),
  };
}

/** What a new line means for the operations of an area, their YAML, and by name what it changes of what is sent. */
export interface LookedOperations extends LookedTool {
  readonly changes: ReadonlyMap<string, readonly RequestChange[]>;
}

/** The same of the operations of an area that tools share. @param said of each, by its name */
export function lookAtOperations(
  spec: OperationsSpec,
  pair: LinePair,
  said: (name: string) => Acceptance,
): LookedOperations {
  const uses = sharedUses(spec);
  const { edited, looked, applied } = lookAt(spec.file, uses, pair, (use) => said(use.name));
  return {
    drift: {
      tool: `operations/${spec.area}`,
      file: spec.file.path,
      uses: looked.map((it) => useDrift(it, spec.file.text, applied)),
    },
    text: edited,
    changes: new Map(looked.map((it) => [it.use.name, requestChange(it, applied)])),
  };
}

interface Looked {
  readonly looked: readonly LookedUse[];
  readonly applied: ReadonlySet<DriftChange>;
  /** The text of the file with what is applied. */
  readonly edited: string;
}

function lookAt(
  file: SourceFile,
  uses: readonly Use[],
  pair: LinePair,
  saidOf: (use: Use) => Acceptance,
): Looked {
  const yaml = yamlText(file.text);
  const looked = uses.map((use) => lookAtUse(use, pair, yaml, saidOf(use)));
  const edits: TextEdit[] = [];
  const applied = new Set<DriftChange>();
  for (const { use, changes } of looked) {
    for (const change of wanted(changes, saidOf(use))) {
      const own = change.proposal?.edits ?? [];
      if (!fitTogether(own, edits)) continue;
      edits.push(...own);
      applied.add(change);
    }
  }
  return { looked, applied, edited: applyEdits(file.text, edits) };
}

/** Where the route itself waits for the author's word, nothing else of that request is changed either. */
function wanted(changes: readonly DriftChange[], said: Acceptance): readonly DriftChange[] {
  const proposed = changes.filter((it) => it.proposal !== undefined);
  const allowed = (change: DriftChange): boolean =>
    change.proposal?.kind === "safe" ||
    said.likely ||
    (change.about === "route" && (said.moves || said.routes.length > 0));
  if (proposed.some((it) => it.about === "route" && !allowed(it))) return [];
  return proposed.filter(allowed);
}

/** The same edits in a text that has been edited already need its new ranges: the examples are read again. */
function withExamples(
  text: string,
  spec: ToolSpec,
  changes: readonly RequestChange[],
  pair: LinePair,
): string {
  if (changes.length === 0) return text;
  const lines = { base: pair.base.line, line: pair.next.line, oldest: pair.oldest };
  return applyEdits(text, exampleEdits(yamlText(text), spec, changes, lines));
}

function requestChange(looked: LookedUse, applied: ReadonlySet<DriftChange>): readonly RequestChange[] {
  const { old, next, changes } = looked;
  const done = changes.filter((it) => it.proposal !== undefined && applied.has(it));
  if (old === undefined || next === undefined) return [];
  const routed = old.path === next.path || done.some((it) => it.about === "route");
  const moves = looked.moves.filter((move) => done.some((it) => it.sentence.includes(`\`${move.to}\``)));
  if (!routed || (old.path === next.path && moves.length === 0)) return [];
  return [{ method: old.method, from: old.path, to: next.path, moves }];
}

function useDrift(looked: LookedUse, text: string, applied: ReadonlySet<DriftChange>): UseDrift {
  const { use, old, route, changes } = looked;
  const breaking = changes.some((it) => it.breaking);
  if (old === undefined) return { name: use.name, state: "absent", breaking: false, changes: [] };
  const state =
    route?.kind === "gone"
      ? "gone"
      : route?.kind === "moved"
        ? "moved"
        : changes.length > 0
          ? "changed"
          : "unchanged";
  const shown = changes.map((change) => {
    const lines =
      change.proposal === undefined ? undefined : lineChange(text, applyEdits(text, change.proposal.edits));
    return { ...change, applied: applied.has(change), ...(lines === undefined ? {} : { lines }) };
  });
  return { name: use.name, request: `${old.method} ${old.path}`, state, breaking, changes: shown };
}
