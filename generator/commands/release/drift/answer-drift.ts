import type { Contract, ContractOperation, ContractSchema } from "../../../contract/contract.ts";
import { answerFacts } from "../../../resolve/request/answer-facts.ts";
import { heldOn } from "../../../spec/by-line.ts";
import { answerSchema, flatten, walk } from "../../../contract/schema.ts";
import type { PickedPath } from "../../../forms/form.ts";
import { readOutput } from "../../../forms/forms.ts";
import type { DriftChange } from "./change.ts";
import { silentScope, type LinePair } from "./lines-pair.ts";
import type { Use } from "./uses.ts";
import type { YamlPath } from "../../../diagnostics/source-file.ts";

/** What stands at a path on one line. */
interface Stands {
  readonly type: string;
  readonly required: boolean;
}

/** Compares what a use picks of the answers of two lines, path by path. */
export function answerDrift(
  use: Use,
  pair: LinePair,
  old: ContractOperation,
  next: ContractOperation,
): readonly DriftChange[] {
  const at = [...use.at, "output"];
  const scope = silentScope(pair, use);
  const before = answerFacts(scope, { line: pair.base.line, operation: old });
  const after = answerFacts(scope, { line: pair.next.line, operation: next });
  const changes: DriftChange[] = [...statuses(at, pair, old, next)];
  const held = heldOn(use.grammar.output ?? "", pair.base.line, at);
  const output = held.value === null ? undefined : readOutput(held.value, held.at, () => undefined);
  const reads = output !== undefined && output.said === undefined;
  if (before.media !== after.media) {
    const sentence = `The answer was ${before.media ?? "without a body"} and is ${after.media ?? "without a body"} on line ${pair.next.line}.`;
    return [...changes, { about: "answer", at, sentence, breaking: reads }];
  }
  if (!reads || before.schema === undefined || after.schema === undefined) return changes;
  for (const picked of output.picks) {
    const was = stands(before.contract, before.schema, picked.steps);
    const is = stands(after.contract, after.schema, picked.steps);
    if (was === undefined) continue;
    const change = differs(picked, was, is, after.contract, after.schema, before.schema);
    if (change !== undefined) changes.push(change);
  }
  return changes;
}

function differs(
  { steps, optional, at }: PickedPath,
  was: Stands,
  is: Stands | undefined,
  contract: Contract,
  schema: ContractSchema,
  old: ContractSchema,
): DriftChange | undefined {
  const path = steps.map((names) => names.join(".")).join("[].") || "the answer";
  const about = "answer" as const;
  if (is === undefined) {
    const fresh = steps.length > 1 ? [] : added(contract, old, schema);
    const perhaps = fresh.length === 0 ? "" : ` New beside it: ${fresh.map((it) => `\`${it}\``).join(", ")}.`;
    return { about, at, sentence: `\`${path}\` is gone from the answer.${perhaps}`, breaking: !optional };
  }
  if (was.type !== is.type) {
    return {
      about,
      at,
      sentence: `\`${path}\` was ${was.type} and is ${is.type}.`,
      breaking: was.type !== "any" && (is.type === "any" || !isNarrower(was.type, is.type)),
    };
  }
  if (was.required && !is.required) {
    return { about, at, sentence: `\`${path}\` is not always there any more.`, breaking: !optional };
  }
  if (!was.required && is.required)
    return { about, at, sentence: `\`${path}\` is always there now.`, breaking: false };
  return undefined;
}

/** True where the only difference is that it is never null any more. */
function isNarrower(was: string, is: string): boolean {
  return was === JSON.stringify([JSON.parse(is) as unknown, "null"]);
}

/** Properties that only the new answer has. */
function added(contract: Contract, old: ContractSchema, schema: ContractSchema): readonly string[] {
  const names = (it: ContractSchema): readonly string[] =>
    Object.keys(flatten(contract, it).properties ?? {});
  const before = names(old);
  return names(schema)
    .filter((name) => !before.includes(name))
    .slice(0, 5);
}

function statuses(
  at: YamlPath,
  pair: LinePair,
  old: ContractOperation,
  next: ContractOperation,
): readonly DriftChange[] {
  const good = (operation: ContractOperation): string =>
    operation.answers
      .filter(({ status }) => status >= 200 && status < 300)
      .map(({ status }) => status)
      .join(" or ");
  if (good(old) === good(next)) return [];
  const sentence = `The answer was ${good(old)} and is ${good(next)} on line ${pair.next.line}.`;
  return [{ about: "answer", at, sentence, breaking: false }];
}

function stands(contract: Contract, root: ContractSchema, steps: PickedPath["steps"]): Stands | undefined {
  let schema = root;
  let required = true;
  for (const [i, path] of steps.entries()) {
    const step = walk(contract, schema, path);
    if (!step.found) return undefined;
    required &&= step.required;
    if (i === steps.length - 1) return { type: typeOf(contract, step.schema), required };
    const flat = flatten(contract, step.schema);
    if (flat.type !== "array") return undefined;
    schema = flat.items ?? {};
  }
  return undefined;
}

function typeOf(contract: Contract, schema: ContractSchema): string {
  const found = answerSchema(contract, schema);
  return found.type === undefined ? "any" : JSON.stringify(found.items === undefined ? found.type : found);
}
