import { nobody } from "../../auth/principal.ts";
import { sketched } from "../../call/sketched.ts";
import { listed } from "../../catalog/listing.ts";
import { behavioursOf } from "../../catalog/narrow.ts";
import type { JsonSchema } from "../../json/schema.ts";
import { toolFor } from "../../mcp/methods.ts";
import type { Session } from "../../mcp/session.ts";
import { argumentsOf } from "../../tool/choose.ts";
import {
  isChoice,
  isComposite,
  type AnyOperation,
  type Behaviour,
  type ToolDefinition,
} from "../../tool/definition.ts";
import { strongest } from "../../tool/effect.ts";
import { visible } from "../../text/visible.ts";
import type { Printed } from "./call.ts";
import { columns, wrapped } from "./columns.ts";
import { commandOf, type Shell } from "./shell.ts";

/** How a tool is described. */
export interface DescribeWish {
  /** As clients see it. */
  readonly json?: boolean | undefined;
  /** Of the terminal, in characters. */
  readonly width?: number | undefined;
  /** That the examples are for. */
  readonly shell: Shell;
}

/**
 * All about one tool: what it takes, what it can do, what it asks of Kestra on each line, and examples. Nothing is asked.
 * @throws ProtocolError for a name that no tool has, with its near miss
 */
export async function describe(session: Session, name: string, wish: DescribeWish): Promise<Printed> {
  const { tool, refusal } = (await toolFor(name, { session, principal: nobody })).named;
  if (tool === undefined) return { err: `${refusal}\n`, exitCode: 1 };
  if (wish.json === true) return { out: `${JSON.stringify(listed(tool), null, 2)}\n`, exitCode: 0 };
  const { lines, examples } = session.compiled;
  const width = Math.min(wish.width ?? 100, 100);
  const parts = [
    `${tool.name}: ${visible(tool.title)}\n\n${wrapped(tool.description.split("\n").map(visible).join("\n"), width)}\n`,
    columns(factRows(tool, lines)),
    `Arguments\n${columns(argumentRows(tool))}`,
    actionText(tool),
    `What it asks, in the order of its parts; names in braces are arguments\n${columns(requestRows(tool, lines))}`,
    exampleText(tool, (await examples?.())?.[tool.name] ?? [], wish.shell),
  ];
  return { out: parts.filter((part) => part !== "").join("\n"), exitCode: 0 };
}

function factRows(tool: ToolDefinition, lines: readonly string[]): readonly (readonly string[])[] {
  const behaviours = behavioursOf(tool);
  const on = lines.filter((line) => behaviours.some((it) => it.lines?.includes(line) ?? true));
  const isEnterprise = behaviours.every(({ edition }) => edition === "ee");
  return [
    ["Toolset", tool.toolset],
    ["Effect", strongest(behaviours.map(({ effect }) => effect))],
    ["Kestra", `${on.join(", ")}${isEnterprise ? ", of the Enterprise Edition" : ""}`],
    ...(tool.aliases === undefined || tool.aliases.length === 0
      ? []
      : [["Former names", tool.aliases.join(", ")]]),
  ];
}

function argumentRows({ inputSchema }: ToolDefinition): readonly (readonly string[])[] {
  const { properties, required = [] } = inputSchema;
  const rows = Object.entries(properties).map(([name, schema]) => [
    "",
    name,
    typeText(schema),
    required.includes(name)
      ? "required"
      : schema.default === undefined
        ? ""
        : `default ${JSON.stringify(schema.default)}`,
    visible(schema.description?.replaceAll("\n", " ") ?? ""),
  ]);
  return rows.length === 0 ? [["", "none"]] : rows;
}

/** `integer, from 1 to 100`, `list of string`, `get | put`. */
function typeText(schema: JsonSchema): string {
  const { type, minimum, maximum } = schema;
  if (schema.enum !== undefined) return visible(schema.enum.map(String).join(" | "));
  if (type === "array") return `list of ${typeText(schema.items)}`;
  const format = "format" in schema && typeof schema.format === "string" ? ` (${schema.format})` : "";
  const from = minimum === undefined ? "" : ` from ${minimum}`;
  const to = maximum === undefined ? "" : ` to ${maximum}`;
  return `${type}${format}${from}${to}`;
}

/** What each action can do, and takes. */
function actionText({ behaviour }: ToolDefinition): string {
  if (!isChoice(behaviour)) return "";
  const rows = Object.entries(behaviour.actions).map(([name, action]) => [
    "",
    name,
    action.effect,
    action.edition === "ee" ? "Enterprise" : "",
    argumentsOf(action).join(", "),
  ]);
  const preset = behaviour.default === undefined ? "" : `; ${behaviour.default} where none is named`;
  return `${behaviour.by}${preset}\n${columns(rows)}`;
}

function requestRows({ behaviour }: ToolDefinition, all: readonly string[]): readonly (readonly string[])[] {
  const parts: readonly (readonly [string, Behaviour])[] = isChoice(behaviour)
    ? Object.entries(behaviour.actions)
    : [["", behaviour]];
  const rows = parts.flatMap(([action, part]) =>
    callsOf(part).flatMap(([call, operation]) =>
      spans(operation, part.lines ?? all).map(({ lines, request }) => [
        "",
        [action, call].filter((name) => name !== "").join(" "),
        lines.join(", "),
        operation.edition === "ee" ? "Enterprise" : "",
        request,
      ]),
    ),
  );
  return rows.length === 0 ? [["", "nothing of Kestra"]] : rows;
}

function callsOf(behaviour: Behaviour): readonly (readonly [string, AnyOperation])[] {
  return isComposite(behaviour) ? Object.entries(behaviour.calls) : [["", behaviour]];
}

/** The lines that a request is sent on, those together on which it is the same. */
function spans(operation: AnyOperation, all: readonly string[]) {
  const found: { readonly lines: string[]; readonly request: string }[] = [];
  for (const line of all.filter((one) => operation.lines?.includes(one) ?? true)) {
    const request = sketched(operation, {}, { line }) ?? "";
    const last = found.at(-1);
    if (last?.request === request) last.lines.push(line);
    else found.push({ lines: [line], request });
  }
  return found;
}

type Example = { readonly ask: string; readonly call: Readonly<Record<string, unknown>> };

function exampleText({ name }: ToolDefinition, examples: readonly Example[], shell: Shell): string {
  if (examples.length === 0) return "";
  const texts = examples.map(({ ask, call }) => `  ${ask}\n    ${commandOf(name, call, shell)}\n`);
  return `Examples\n${texts.join("\n")}`;
}
