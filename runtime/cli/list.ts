import { nobody } from "../auth/principal.ts";
import { behavioursOf } from "../catalog/narrow.ts";
import { unwatched } from "../mcp/messages.ts";
import { own, say, type Said } from "../text/said.ts";
import { seenTools } from "../mcp/seen-tools.ts";
import type { Session } from "../mcp/session.ts";
import type { Effect, ToolDefinition } from "../tool/definition.ts";

/** How long a command waits to know the instance, in milliseconds: a person is there to read why not. */
const patience = 5000;

/** The tools as a table, and what they were chosen by. */
export async function list(session: Session): Promise<string> {
  const { detector } = session;
  detector.start();
  await detector.settle(patience);
  const { selection } = (await seenTools(session, { principal: nobody })).view;
  const tools = session.shown();
  const rows = tools.map((tool) => [tool.name, tool.toolset, strongest(tool), tool.title]);
  const all = selection.selected.length + selection.hidden.length;
  const texts = await textLines(session);
  return `${table(rows)}\n${texts}${tools.length} of ${all} tools. ${whose(session).masked(session.mask)}\n${confirmed(session)}\n`;
}

/** What there is besides tools, a table each; nothing where there is none. */
async function textLines(session: Session): Promise<string> {
  if (session.compiled.texts === undefined) return "";
  const { textHandlers } = await import("../mcp/texts/on-first-use.ts");
  const signal = new AbortController().signal;
  const context = { session, principal: nobody, signal, progress: unwatched };
  const { prompts } = await textHandlers["prompts/list"]({}, context);
  const { resourceTemplates } = await textHandlers["resources/templates/list"]({}, context);
  const tables = [
    prompts.map(({ name, title }) => [name, "prompt", title]),
    resourceTemplates.map(({ uriTemplate, title }) => [uriTemplate, "resource", title]),
  ];
  return tables.map((rows) => (rows.length === 0 ? "" : `${table(rows)}\n`)).join("");
}

/** `Kestra 1.3.25, open source, treated as 1.3.`, or why that is not known. */
export function whose({ detector }: Session): Said {
  const { version, line, edition } = detector.known;
  if (line === undefined)
    return say`For any Kestra: ${detector.failure?.said ?? say`it has not answered yet.`}`;
  const editions = { oss: "open source", ee: "Enterprise Edition" };
  const named = edition === undefined ? "edition unknown" : editions[edition];
  return say`Kestra ${version ?? say`of an unknown release`}, ${own(named)}, treated as ${own(line)}.`;
}

/** `Calls that destroy something ask the user first (KESTRA_MCP_CONFIRM).` */
function confirmed({ config }: Session): string {
  const asking = {
    never: "No call asks the user first",
    destructive: "Calls that destroy something ask the user first",
    write: "Calls that change something ask the user first",
  };
  return `${asking[config.confirm]} (KESTRA_MCP_CONFIRM is ${config.confirm}).`;
}

function strongest(tool: ToolDefinition): Effect {
  const effects = behavioursOf(tool).map(({ effect }) => effect);
  return (["destructive", "write"] as const).find((effect) => effects.includes(effect)) ?? "read";
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")}\n`).join("");
}
