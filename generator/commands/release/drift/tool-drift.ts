import type { ToolSpec } from "../../../spec/spec.ts";
import type { DriftChange, ToolDrift, UseDrift } from "./change.ts";
import { exampleEdits } from "./example-edits.ts";
import type { LinePair } from "./lines-pair.ts";
import type { RequestChange } from "./rewrite-sent.ts";
import { applyEdits, fitTogether, lineChange, type TextEdit } from "../../../workspace/text-edit.ts";
import { lookAtUse, type Acceptance, type LookedUse } from "./use-drift.ts";
import { usesOf } from "./uses.ts";
import { yamlText } from "../../../workspace/yaml-text.ts";

/** What a new line means for a tool, and its YAML with what is safe or accepted. */
export interface LookedTool {
  readonly drift: ToolDrift;
  readonly text: string;
}

/** Compares all requests of a tool on the two lines, and edits its YAML where that is safe or the author has accepted it. */
export function lookAtTool(spec: ToolSpec, pair: LinePair, said: Acceptance): LookedTool {
  const yaml = yamlText(spec.file.text);
  const looked = usesOf(spec).map((use) => lookAtUse(use, pair, yaml, said));
  const edits: TextEdit[] = [];
  const applied = new Set<DriftChange>();
  for (const { changes } of looked) {
    for (const change of wanted(changes, said)) {
      const own = change.proposal?.edits ?? [];
      if (!fitTogether(own, edits)) continue;
      edits.push(...own);
      applied.add(change);
    }
  }
  const edited = applyEdits(spec.file.text, edits);
  const text = withExamples(edited, spec, looked, applied, pair);
  const uses = looked.map((it) => useDrift(it, spec.file.text, applied));
  return { drift: { tool: spec.name, file: spec.file.path, uses }, text };
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
  looked: readonly LookedUse[],
  applied: ReadonlySet<DriftChange>,
  pair: LinePair,
): string {
  const changes = looked.flatMap((it) => requestChange(it, applied));
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
