import type { Json } from "../../../../runtime/json.ts";
import { answerFacts } from "../../../resolve/request/answer-facts.ts";
import type { Route } from "../../../resolve/request/route.ts";
import type { Scope } from "../../../resolve/context/scope.ts";
import type { ByLine, OutputGrammar } from "../../../spec/spec.ts";
import { answerShape, type AnswerShape, type Field } from "./answer-shape.ts";
import { byLines } from "./by-lines.ts";
import type { Edit } from "./edit.ts";
import { pastOf } from "./wording.ts";

/** How many fields a first projection has. */
const enough = 8;
const fewest = 2;

/** What the agent gets back at first, and what a person must look at. */
export interface FirstOutput {
  readonly output: ByLine<OutputGrammar>;
  readonly edits: readonly Edit[];
}

/**
 * A first projection of an operation's answer: at least two fields where it has so many, no secrets, and the same on all
 * lines where that can be.
 * @param verb the first word of the tool's name, for an operation that answers nothing
 */
export function firstOutput(scope: Scope, routes: readonly Route[], verb: string): FirstOutput {
  const shapes = routes.map((route) => answerShape(answerFacts(scope, route)));
  const forms = routes.map(({ line }, i) => {
    const shape = shapes[i] ?? { kind: "none" };
    const alike = shapes.filter((it) => kindOf(it) === kindOf(shape));
    return { line, value: formOf(shape, alike, verb) };
  });
  const isOpen = shapes.some((it) => it.kind === "open" || (it.kind === "object" && it.fields.length === 0));
  const edits: Edit[] = [];
  if (isOpen)
    edits.push({
      reason: "answer",
      at: ["output"],
      todo: "Say what agents need of the answer: the contract says nothing of it. A correction that names a recording can.",
    });
  return { output: byLines(forms), edits };
}

function kindOf(shape: AnswerShape | undefined): string {
  return shape?.kind === "rows" ? `rows ${shape.each}` : (shape?.kind ?? "");
}

function formOf(shape: AnswerShape, alike: readonly AnswerShape[], verb: string): OutputGrammar {
  switch (shape.kind) {
    case "none":
      return { status: pastOf(verb) ?? "done" };
    case "text":
      return { text: "." };
    case "file":
      return { file: "content" };
    case "scalar":
      return { as: "result" };
    case "open":
      return "all";
    case "object": {
      const pick = picked(
        shape.fields,
        alike.map((it) => (it.kind === "object" ? it.fields : [])),
      );
      return pick.length === 0 ? "all" : { pick };
    }
    case "rows": {
      const rows = alike.flatMap((it) => (it.kind === "rows" ? [it] : []));
      const pick = picked(
        shape.fields,
        rows.map((it) => it.fields),
      );
      const keep = picked(
        shape.keep,
        rows.map((it) => it.keep),
      ).slice(0, 3);
      return {
        each: shape.each,
        as: shape.each === "." || shape.each.includes(".") ? "results" : shape.each,
        ...(pick.length === 0 ? {} : { pick }),
        ...(keep.length === 0 ? {} : { keep }),
      };
    }
  }
}

/**
 * The fields that all lines have; where that is one, others too, each where it is; where that is none, those of the line.
 * @param own the line's. @param lines those of all lines whose answers are alike, oldest first
 */
function picked(own: readonly Field[], lines: readonly (readonly Field[])[]): readonly Json[] {
  const common = (lines.at(-1) ?? own).filter((field) =>
    lines.every((it) => it.some(({ path }) => path === field.path)),
  );
  if (common.length === 0 && lines.length > 1) return picked(own, [own]);
  const simple = common.filter((it) => it.simple);
  const chosen = [...simple, ...common.filter((it) => !it.simple)].slice(0, count(simple.length));
  const some = chosen.length >= fewest ? [] : partial(lines, chosen);
  return [
    ...chosen.map((it): Json => written(it.key, it.path)),
    ...some.map((it): Json => written(`${it.key}?`, it.path)),
  ];
}

function count(simple: number): number {
  return simple >= fewest ? Math.min(simple, enough) : fewest;
}

/** Of each line the fields that it has and others have not, until it has two. */
function partial(lines: readonly (readonly Field[])[], chosen: readonly Field[]): readonly Field[] {
  const known = new Set(chosen.map((it) => it.key));
  return lines.toReversed().flatMap((fields) => {
    const has = fields.filter(({ key }) => known.has(key)).length;
    const more = fields
      .filter(({ key }) => !known.has(key))
      .toSorted((a, b) => Number(b.simple) - Number(a.simple));
    const added = more.slice(0, Math.max(0, fewest - has));
    for (const { key } of added) known.add(key);
    return added;
  });
}

function written(key: string, path: string): Json {
  return key.replace("?", "") === path ? key : { [key]: path };
}
