import type { FileFault } from "../../runtime/access/yaml-file.ts";
import type { Texts } from "../../runtime/catalog/texts.ts";
import { argumentsOf, checkCall, fault, meantOr } from "../../runtime/prompts/check-call.ts";
import { checkPrompt } from "../../runtime/prompts/check-prompt.ts";
import { listOf, promptOf, type PromptGrammar } from "../../runtime/prompts/prompt-grammar.ts";
import { holesIn } from "../../runtime/catalog/holes.ts";
import { titleOf } from "../../runtime/text/title.ts";
import {
  addressVariable,
  tenantVariable,
  valuesIn,
  variablesOf,
} from "../../runtime/tool/resource-template.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { BehaviourModel, ToolModel } from "../model.ts";
import type { CompletionsGrammar, ResourceGrammar, TextSpec } from "../spec/parse/parse-texts.ts";
import type { World } from "./context/world.ts";
import { functionNamed } from "./context/function.ts";
import { callableModel } from "./callable-model.ts";

/** What authors wrote besides tools. */
export interface TextSpecs {
  readonly prompts: readonly TextSpec<PromptGrammar>[];
  readonly resources: readonly TextSpec<ResourceGrammar>[];
  readonly completions: TextSpec<CompletionsGrammar> | undefined;
}

/** What is made of calls of tools, checked as far as there are tools; with the tools, of which some link to resources. */
export function resolveTexts(
  models: readonly ToolModel[],
  { prompts, resources, completions }: TextSpecs,
  functions: World["functions"],
): {
  readonly texts: Texts;
  readonly models: readonly ToolModel[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const tools = models.map(callableModel);
  const sources = Object.keys(completions?.grammar ?? {});
  const told = <Grammar>({ error }: TextSpec<Grammar>, faults: readonly FileFault[]) =>
    faults.map(({ path, message, hint, on }) => error(path, message, hint, on));
  const ground = { tools, completions: sources };
  const names = models.map(({ name }) => name);
  return {
    texts: {
      prompts: prompts.map(({ name, grammar }) => promptOf(name, grammar, names)),
      templates: resources.map(({ name, grammar }) => ({
        uriTemplate: grammar.uri,
        name,
        title: grammar.title ?? titleOf(name),
        description: grammar.description.trim(),
        ...(grammar.media !== undefined && { mimeType: grammar.media }),
        tool: grammar.call.tool,
        with: argumentsOf(grammar.call),
        ...(grammar.text !== undefined && { text: grammar.text }),
        complete: grammar.complete ?? {},
      })),
      completions: Object.fromEntries(
        Object.entries(completions?.grammar ?? {}).map(([name, lookups]) => [
          name,
          lookups.map(({ when, tool, rows, value, granted, ...call }) => ({
            ...(when !== undefined && { when: listOf(when) }),
            tool,
            with: argumentsOf({ tool, ...call }),
            rows,
            ...(value !== undefined && { value }),
            ...(granted !== undefined && { granted }),
          })),
        ]),
      ),
    },
    models: models.map((model) => withLinks(model, resources)),
    diagnostics: [
      ...prompts.flatMap((it) =>
        told(it, [...checkPrompt(it.grammar, [], ground), ...checkReaders(it.grammar, functions)]),
      ),
      ...resources.flatMap((it) => told(it, checkResource(it, resources, { models, ...ground }))),
      ...(completions === undefined
        ? []
        : told(completions, checkCompletions(completions.grammar, { models, prompts, resources, tools }))),
      ...[...twins(prompts), ...twins(resources)],
    ],
  };
}

/** The functions that read arguments are there; whether they take what they are given TypeScript tells. */
function checkReaders(
  { arguments: taken = {} }: PromptGrammar,
  functions: World["functions"],
): readonly FileFault[] {
  return Object.entries(taken).flatMap(([argument, { with: written }]) => {
    if (written === undefined) return [];
    const { noun, name } = functionNamed(written);
    const found = functions.get(noun);
    const at = ["arguments", argument, "with"];
    if (found === undefined)
      return [fault(at, `There is no specs/functions/${noun}.ts.`, meantOr(noun, [...functions.keys()]))];
    const atOnce = [...found].flatMap(([one, { isAsync }]) => (isAsync ? [] : [one]));
    if (atOnce.includes(name)) return [];
    const none = `specs/functions/${noun}.ts exports no function "${name}" that gives a text at once.`;
    return [fault(at, none, meantOr(name, atOnce))];
  });
}

function checkResource(
  { grammar }: TextSpec<ResourceGrammar>,
  all: readonly TextSpec<ResourceGrammar>[],
  ground: {
    readonly models: readonly ToolModel[];
    readonly tools: readonly ReturnType<typeof callableModel>[];
    readonly completions: readonly string[];
  },
): readonly FileFault[] {
  const { uri, call, text, complete = {}, links, example } = grammar;
  const variables = variablesOf(uri);
  const names = variables.map(({ name }) => name).filter((name) => name !== tenantVariable);
  const holes = [...names, addressVariable];
  const given = argumentsOf(call);
  const used = Object.values(given).flatMap((value) => (typeof value === "string" ? holesIn(value) : []));
  const model = ground.models.find(({ name }) => name === call.tool);
  const output = model?.outputSchema.properties ?? {};
  const others = all.filter(
    (it) => it.grammar !== grammar && valuesIn(it.grammar.uri, example) !== undefined,
  );
  return [
    ...checkCall(call, ["call"], { tools: ground.tools, what: "a resource", holes, certain: holes }),
    ...names
      .filter((name) => !used.some((hole) => hole.name === name))
      .filter((name) => !used.some((hole) => hole.name === addressVariable && isPath(name, variables)))
      .map((name) => fault(["uri"], `The call does not use "${name}".`, `Write {{${name}}} under \`with\`.`)),
    ...(text === undefined || model === undefined || output[text]?.type === "string"
      ? []
      : [
          fault(
            ["text"],
            `"${text}" is no text of what ${call.tool} gives.`,
            meantOr(text, Object.keys(output)),
          ),
        ]),
    ...Object.entries(complete).flatMap(([name, source]) => [
      ...(names.includes(name)
        ? []
        : [fault(["complete", name], `There is no variable "${name}".`, meantOr(name, names), "key")]),
      ...(ground.completions.includes(source)
        ? []
        : [
            fault(
              ["complete", name],
              `There are no completions "${source}".`,
              meantOr(source, ground.completions),
            ),
          ]),
    ]),
    ...(links === undefined ||
    (given[addressVariable] === `{{${addressVariable}}}` && addressVariable in output)
      ? []
      : [
          fault(
            ["links"],
            "Links need an argument `uri` of the tool, which is given the whole address, and a key `uri` of its output.",
          ),
        ]),
    ...(valuesIn(uri, example) === undefined
      ? [fault(["example"], "It is no address of this resource.")]
      : []),
    ...others.map((it) =>
      fault(["example"], `It is an address of ${it.name}, too.`, "Let their `uri` differ."),
    ),
  ];
}

/** The whole address says what is in any part of the path. */
function isPath(name: string, variables: ReturnType<typeof variablesOf>): boolean {
  return variables.some((it) => it.name === name && it.isPath);
}

function checkCompletions(
  completions: CompletionsGrammar,
  {
    models,
    prompts,
    resources,
    tools,
  }: Pick<TextSpecs, "prompts" | "resources"> & {
    readonly models: readonly ToolModel[];
    readonly tools: readonly ReturnType<typeof callableModel>[];
  },
): readonly FileFault[] {
  const asked = [
    ...prompts.flatMap(({ grammar }) =>
      Object.entries(grammar.arguments ?? {}).map(([name, { complete }]) => ({ name, complete })),
    ),
    ...resources.flatMap(({ grammar }) => [
      ...variablesOf(grammar.uri).map(({ name }) => ({ name, complete: grammar.complete?.[name] })),
    ]),
  ];
  const holes = ["value", ...new Set(asked.map(({ name }) => name))];
  return Object.entries(completions).flatMap(([source, lookups]) => [
    ...(asked.some(({ complete }) => complete === source)
      ? []
      : [fault([source], `Nothing offers "${source}".`, "Remove it.", "key")]),
    ...lookups.flatMap((lookup, i) => {
      const at = [source, i];
      const model = models.find(({ name }) => name === lookup.tool);
      const { properties = {} } = model?.outputSchema ?? {};
      const list = properties[lookup.rows];
      const row = list?.items;
      const columns = row?.properties ?? {};
      // Of rows that may hold anything nothing is known.
      const isOpen = row?.type === "object" && Object.keys(columns).length === 0;
      const isText =
        lookup.value === undefined
          ? row?.type === "string"
          : isOpen || columns[lookup.value]?.type === "string";
      return [
        ...listOf(lookup.when)
          .filter((name) => !holes.includes(name))
          .map((name) => fault([...at, "when"], `There is no argument "${name}".`, meantOr(name, holes))),
        ...checkCall(lookup, at, {
          tools,
          what: "a completion",
          holes,
          certain: listOf(lookup.when),
          remedy: "Say `when` it is given.",
        }),
        ...(model === undefined || list?.type === "array"
          ? []
          : [
              fault(
                [...at, "rows"],
                `"${lookup.rows}" is no list of what ${lookup.tool} gives.`,
                meantOr(lookup.rows, Object.keys(properties)),
              ),
            ]),
        ...(list?.type !== "array" || isText
          ? []
          : [
              fault(
                [...at, lookup.value === undefined ? "rows" : "value"],
                `A row of "${lookup.rows}" has no such text.`,
                meantOr(lookup.value ?? "", Object.keys(columns), "Name the key of a row under `value`."),
              ),
            ]),
      ];
    }),
  ]);
}

/** Of one name clients would show one. */
function twins<Grammar>(specs: readonly TextSpec<Grammar>[]): readonly Diagnostic[] {
  return specs.flatMap(({ name, file, error }) => {
    const twin = specs.find((it) => it.name === name && it.file.path < file.path);
    return twin === undefined
      ? []
      : [error([], `${twin.file.path} has this name too.`, "Rename one of them.")];
  });
}

/** The tool whose results link to resources, where there are such. */
function withLinks(model: ToolModel, resources: readonly TextSpec<ResourceGrammar>[]): ToolModel {
  const linked = resources.find(({ grammar: { links, call } }) => links === true && call.tool === model.name);
  if (linked === undefined) return model;
  const { uri, call } = linked.grammar;
  const { behaviour } = model;
  const add = <Behaviour extends BehaviourModel>(it: Behaviour): Behaviour => ({ ...it, links: uri });
  if (behaviour.kind !== "choice") return { ...model, behaviour: add(behaviour) };
  const action = call.with?.[behaviour.by] ?? behaviour.default;
  const actions = behaviour.actions.map((it) =>
    it.name === action ? { ...it, behaviour: add(it.behaviour) } : it,
  );
  return { ...model, behaviour: { ...behaviour, actions } };
}
