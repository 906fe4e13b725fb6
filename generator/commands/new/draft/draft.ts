import type { Toolsets } from "../../../spec/parse/parse-toolsets.ts";
import type { BehaviourModel } from "../../../model.ts";
import { routeOf } from "../../../contract/same-operation.ts";
import { resolveBehaviour } from "../../../resolve/behaviour.ts";
import { checkEffect } from "../../../resolve/request/effect.ts";
import type { Route } from "../../../resolve/request/route.ts";
import { rootScope } from "../../../resolve/context/scope.ts";
import { titleOf } from "../../../../runtime/text/title.ts";
import { contractOf, type World } from "../../../resolve/context/world.ts";
import type { OperationGrammar, ToolGrammar, ToolSpec } from "../../../spec/spec.ts";
import { budget, tokensOf } from "../../../tokens.ts";
import { byLines } from "./by-lines.ts";
import type { Edit, Note } from "./edit.ts";
import { newest, type DraftEndpoint } from "./endpoint.ts";
import { firstExample } from "./example.ts";
import { inputsOf, type Inputs } from "./inputs.ts";
import { firstOutput } from "./output.ts";
import { asSentence, wordsOf } from "./wording.ts";

/** A tool for an operation as it is written first: what YAML says, and what a person must look at. */
export interface Draft {
  readonly name: string;
  readonly toolset: string;
  /** `specs/<toolset>/<name>.yaml` */
  readonly path: string;
  readonly tool: ToolGrammar;
  readonly notes: readonly Note[];
  readonly edits: readonly Edit[];
}

/** All that drafts are made from. */
export interface DraftGround {
  readonly world: World;
  readonly toolsets: Toolsets;
}

/** Writes the tool of an operation, as data. Pure: the same operation, the same draft. */
export function draftOf(
  { world }: DraftGround,
  endpoint: DraftEndpoint,
  name: string,
  toolset: string,
): Draft {
  const path = `specs/${toolset}/${name}.yaml`;
  const { routes: open, edits: editionEdits, edition } = editionOf(endpoint.routes);
  const scope = rootScope(world, specOf(name, toolset, path, { description: "" }), []);
  const inputs = inputsOf(scope, open);
  const { routes } = inputs;
  const safety = safetyOf(world, name, toolset, path, routes);
  const purpose = purposeOf(inputs, safety.grammar.effect);
  const { output, edits: outputEdits } = firstOutput(scope, routes, wordsOf(name)[0] ?? "");
  const description = descriptionOf(endpoint, name);
  const grammar: OperationGrammar = {
    description: description.text,
    ...safety.grammar,
    ...(edition === undefined ? {} : { edition }),
    request: byLines(
      world.lines.map((line) => {
        const route = routes.find((it) => it.line === line);
        return { line, value: route === undefined ? null : routeOf(route.operation) };
      }),
    ),
    ...inputs.grammar,
    ...purpose.params,
    output,
  };
  const model = modelOf(world, specOf(name, toolset, path, grammar as ToolGrammar));
  const last = routes.at(-1);
  const first =
    model?.kind === "operation" && last !== undefined
      ? firstExample(model, grammar, description.text, world.lines, {
          contract: contractOf(world, last.line),
          bodies: inputs.bodies,
        })
      : undefined;
  const tool = {
    ...grammar,
    ...(first === undefined ? {} : { examples: [first.example] }),
  } as ToolGrammar;
  const edits = [
    ...description.edits,
    ...safety.edits,
    ...editionEdits,
    ...inputs.edits,
    ...purpose.edits,
    ...outputEdits,
    ...(first?.edits ?? []),
    ...(model === undefined ? [] : tokenEdits(name, description.text, model)),
  ];
  return { name, toolset, path, tool, notes: inputs.notes, edits };
}

/** A write whose body may be empty would succeed and change nothing: one of its fields is required, which a person chooses. */
function purposeOf(
  { guessed, grammar: { params = {} } }: Inputs,
  effect: OperationGrammar["effect"] = "read",
): { readonly params: Pick<OperationGrammar, "params">; readonly edits: readonly Edit[] } {
  const [first] = guessed;
  if (first === undefined || effect === "read") return { params: {}, edits: [] };
  const todo =
    "Give `optional: false` to what the call is for, and not to what it can do without: a call that gives no field changes nothing.";
  return {
    params: { params: { ...params, [first]: { ...params[first], optional: false } } },
    edits: [{ reason: "body", at: ["params", first], todo }],
  };
}

/** The spec of a tool that was never a text: its errors have no place. */
function specOf(name: string, toolset: string, path: string, tool: ToolGrammar): ToolSpec {
  const error: ToolSpec["error"] = (at, message) => ({
    file: path,
    line: 1,
    column: 1,
    length: 1,
    message: `${at.join(".")}: ${message}`,
    severity: "error",
  });
  return { name, toolset, file: { path, text: "" }, tool, hasSteps: false, error };
}

function modelOf(world: World, spec: ToolSpec): BehaviourModel | undefined {
  return resolveBehaviour(rootScope(world, spec, []), spec.tool, [], new Map())?.model;
}

/** A tool is of one edition on all its lines: that of the newest one. */
function editionOf(routes: readonly Route[]): {
  readonly routes: readonly Route[];
  readonly edition?: "ee";
  readonly edits: readonly Edit[];
} {
  const isOpen = (it: Route): boolean => it.operation.editions.includes("oss");
  const last = routes.at(-1);
  const open = last !== undefined && isOpen(last);
  const kept = routes.filter((it) => isOpen(it) === open);
  const left = routes.filter((it) => !kept.includes(it)).map(({ line }) => line);
  const other = open ? "only the Enterprise edition" : "the open-source edition too";
  const todo = `Kestra ${left.join(" and ")} has it as well, but there ${other} answers it.`;
  return {
    routes: kept,
    ...(open ? {} : { edition: "ee" }),
    edits: left.length === 0 ? [] : [{ reason: "lines", at: ["request"], todo }],
  };
}

/** What a POST most likely does whose path has the word, and changes nothing. */
const reading: Readonly<Record<string, string>> = {
  validate: "It only checks what it is sent; nothing is stored or run.",
  search: "It only looks; nothing is stored.",
  autocomplete: "It only looks; nothing is stored.",
  preview: "It only shows what would come of it; nothing is stored.",
  graph: "It only draws what it is sent; nothing is stored.",
  export: "It only reads what is exported.",
  diff: "It only compares.",
};

/** The effect: what the method and specs/effects.yaml say, and `read` where the path says that nothing is changed. */
function safetyOf(
  world: World,
  name: string,
  toolset: string,
  path: string,
  routes: readonly Route[],
): { readonly grammar: Pick<OperationGrammar, "effect" | "because">; readonly edits: readonly Edit[] } {
  const scope = rootScope(world, specOf(name, toolset, path, { description: "" }), []);
  const effect = checkEffect(scope, {}, routes);
  if (effect === "read") return { grammar: {}, edits: [] };
  const words =
    routes
      .at(-1)
      ?.operation.path.split("/")
      .filter((part) => !part.startsWith("{")) ?? [];
  const word = words
    .slice(-2)
    .map((it) => it.replace(/^\./, ""))
    .find((it) => Object.hasOwn(reading, it));
  const because = word === undefined ? undefined : reading[word];
  if (effect === "destructive" || routes.at(-1)?.operation.method !== "POST" || because === undefined)
    return { grammar: { effect }, edits: [] };
  return {
    grammar: { effect: "read", because },
    edits: [
      {
        reason: "because",
        at: ["effect"],
        todo: "Make sure that it changes nothing, and say so in your words; else write `effect: write` alone.",
      },
    ],
  };
}

function descriptionOf(
  endpoint: DraftEndpoint,
  name: string,
): { readonly text: string; readonly edits: readonly Edit[] } {
  const said = asSentence(newest(endpoint).summary ?? "", 400);
  const own = longEnough(said);
  if (own !== undefined) return { text: own, edits: [] };
  const text = longEnough(`${titleOf(name)}.`) ?? `${titleOf(name)}, an operation of Kestra.`;
  const todo = "Say what agents need to know to choose this tool: Kestra's documents do not.";
  return { text, edits: [{ reason: "description", at: ["description"], todo }] };
}

/** A sentence that begins as one, of more than 20 characters, if need be with a few words more. */
function longEnough(sentence: string): string | undefined {
  if (!/^[A-Z]/.test(sentence)) return undefined;
  const longer = ["", " in Kestra"].map((more) => sentence.replace(/(?=[.!?]$)/, more));
  return longer.find((it) => it.length > 20);
}

function tokenEdits(name: string, description: string, model: BehaviourModel): readonly Edit[] {
  if (model.kind !== "operation") return [];
  const tokens = tokensOf({ name, description, inputSchema: model.inputSchema });
  if (tokens <= budget.warn) return [];
  const todo = `Shorten it: it costs an agent ${tokens} tokens, and ${budget.warn} is the budget.`;
  return [{ reason: "tokens", at: ["params"], todo }];
}
