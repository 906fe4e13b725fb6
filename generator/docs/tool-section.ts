import { limits } from "../../runtime/limits.ts";
import type { OtherServices } from "../../runtime/network/connection.ts";
import { servicesOf, type ToolModel } from "../model.ts";
import { examplesOf } from "../spec/examples-of.ts";
import type { ToolGrammar } from "../spec/spec.ts";
import { tokensOf } from "../tokens.ts";
import { argumentTable } from "./argument-table.ts";
import { actionsOf, callsOf, requestOn, type DocumentedCall } from "./calls.ts";
import { bullets, code, jsonBlock, link, table, text } from "./markdown.ts";
import { outputTable } from "./output-table.ts";
import { bodyText, requestText } from "./request-text.ts";
import { limitLines } from "./limit-text.ts";
import { effectOf } from "./tool-table.ts";
import { whereText } from "../text/where-text.ts";

/** A tool and what its author wrote of it. */
export interface Documented {
  readonly model: ToolModel;
  readonly grammar: ToolGrammar;
  /** That tools may ask besides Kestra. */
  readonly services: OtherServices;
}

/** All that is to say of a tool, as parts of a page. */
export function toolSection({ model, grammar, services }: Documented): readonly string[] {
  const examples = examplesOf(grammar);
  return [
    `## ${code(model.name)}`,
    text(model.description),
    bullets(factLines(model, services)),
    "### Arguments",
    argumentTable(model),
    "### What it gives back",
    outputTable(model),
    ...limitLines(model),
    "### Requests",
    requestTable(model),
    "### Examples",
    ...examples.flatMap(({ ask, call }) => [text(ask), jsonBlock(call)]),
  ];
}

function factLines(model: ToolModel, services: OtherServices): readonly string[] {
  const actions = actionsOf(model).filter((it) => it.name !== undefined);
  const effects = actions.map((it) => `${code(it.name ?? "")} ${it.behaviour.effect}`);
  const preset =
    model.behaviour.kind === "choice" && model.behaviour.default !== undefined
      ? `; ${code(model.behaviour.default)} where none is named`
      : "";
  return [
    `Effect: ${effectOf(model)}`,
    ...(actions.length === 0 ? [] : [`Actions: ${effects.join(", ")}${preset}`]),
    `Edition: ${editionOf(model)}`,
    `Where: ${whereOf(model)}`,
    ...askedLines(model, services),
    ...linkLines(model),
    ...viewLines(model),
    ...(model.aliases.length === 0 ? [] : [`Former names: ${model.aliases.map(code).join(", ")}`]),
    `Tokens: ${tokensOf(model)}`,
  ];
}

/** What tells which namespaces a call is about; of a tool with actions for each, those alike together. */
function whereOf(model: ToolModel): string {
  const told = new Map<string, string[]>();
  for (const { name = "", behaviour } of actionsOf(model)) {
    const said = whereText(behaviour.where, behaviour.inputSchema.required ?? [], code);
    told.set(said, [...(told.get(said) ?? []), code(name)]);
  }
  if (told.size === 1) return [...told.keys()].join("");
  return [...told].map(([said, names]) => `${names.join(", ")}: ${said}`).join("; ");
}

/** Which services a tool asks besides Kestra. */
function askedLines(model: ToolModel, services: OtherServices): readonly string[] {
  const names = new Set(actionsOf(model).flatMap(({ behaviour }) => servicesOf(behaviour)));
  return [...names].sort().map((name) => {
    const { title, variable } = services[name] ?? { title: name, variable: "" };
    return `Asks ${title} (${code(name)}, at ${code(variable)})`;
  });
}

/** What its results link to. */
function linkLines(model: ToolModel): readonly string[] {
  return actionsOf(model).flatMap(({ behaviour: { links } }) =>
    links === undefined
      ? []
      : [
          `Links: a result links to the resource ${code(links)} (${link("Prompts and resources", "../prompts.md")}) that it names, where that has at most ${limits.resource.toLocaleString("en-US")} bytes.`,
        ],
  );
}

/** What people see of its results. */
function viewLines({ view }: ToolModel): readonly string[] {
  return view === undefined
    ? []
    : [
        `View: a page that shows the result, in clients that know MCP Apps, at ${code(view.uri.replace(/-[^-]*$/, "-….html"))}. The result is whole without it.`,
      ];
}

/** `Enterprise`, `open source and Enterprise`, or which actions need the Enterprise edition. */
function editionOf(model: ToolModel): string {
  const actions = actionsOf(model);
  const enterprise = actions.filter((it) => it.behaviour.edition === "ee");
  if (enterprise.length === 0) return "open source and Enterprise";
  if (enterprise.length === actions.length) return "Enterprise";
  return `open source and Enterprise; ${enterprise.map((it) => code(it.name ?? "")).join(", ")} Enterprise only`;
}

function requestTable(model: ToolModel): string {
  const calls = callsOf(model);
  const several = calls.some((it) => it.name !== undefined || it.action !== undefined);
  const rows = calls.flatMap((call) =>
    spans(call).map(({ lines, from }) => {
      const request = requestOn(call.operation, from);
      const cells = [lines.join(", "), code(requestText(call.operation, from)), code(bodyText(request))];
      return several ? [callName(call), ...cells] : cells;
    }),
  );
  const head = ["Kestra", "request", "body"];
  return table(several ? ["for", ...head] : head, rows);
}

/** `get`, `get: outputs`: an action and the call of it, Markdown. */
export function callName({ action, name }: DocumentedCall): string {
  return [action, name].flatMap((it) => (it === undefined ? [] : [code(it)])).join(" ");
}

/** The lines of a call, those together on which it sends the same. */
function spans({ operation }: DocumentedCall): readonly { readonly lines: readonly string[]; readonly from: string }[] {
  const found: { readonly lines: string[]; readonly from: string; readonly said: string }[] = [];
  for (const line of operation.lines) {
    const said = JSON.stringify(requestOn(operation, line));
    const last = found.at(-1);
    if (last?.said === said) last.lines.push(line);
    else found.push({ lines: [line], from: line, said });
  }
  return found;
}
