import { boundText, boundVariable } from "../../auth/bound.ts";
import { nobody } from "../../auth/principal.ts";
import { behavioursOf } from "../../catalog/narrow.ts";
import { own, say, type Said } from "../../text/said.ts";
import type { Session } from "../../mcp/session.ts";
import { listingOf } from "../../mcp/methods.ts";
import { unwatched } from "../../mcp/messages.ts";
import { seenTools } from "../../mcp/seen-tools.ts";
import { strongest } from "../../tool/effect.ts";
import { visible } from "../../text/visible.ts";
import { columns } from "./columns.ts";

/** How long a command waits to know the instance, in milliseconds: a person is there to read why not. */
const patience = 5000;

/** How a list is printed. */
export interface ListWish {
  /** As clients see it. */
  readonly json?: boolean | undefined;
  /** Of the terminal, in characters; absent: nothing is cut. */
  readonly width?: number | undefined;
}

/** The tools as a table with the beginning of what each says of itself, and what they were chosen by; or what clients see. */
export async function list(session: Session, { json = false, width }: ListWish = {}): Promise<string> {
  const { detector } = session;
  detector.start();
  await detector.settle(patience);
  const { selection } = (await seenTools(session, { principal: nobody })).view;
  const tools = session.shown();
  if (json) return `${JSON.stringify({ tools: listingOf(tools).tools() }, null, 2)}\n`;
  const rows = tools.map((tool) => [
    tool.name,
    tool.toolset,
    strongest(behavioursOf(tool).map(({ effect }) => effect)),
    visible(tool.description.split("\n")[0] ?? ""),
  ]);
  const all = selection.selected.length + selection.hidden.length;
  const texts = await textLines(session, width);
  return `${columns(rows, width)}\n${texts}${tools.length} of ${all} tools. ${whose(session).masked(session.mask)}\n${bounded(session)}${confirmed(session)}\n`;
}

/** What there is besides tools, a table each; nothing where there is none. */
async function textLines(session: Session, width: number | undefined): Promise<string> {
  if (session.compiled.texts === undefined) return "";
  const { textHandlers } = await import("../../mcp/texts/on-first-use.ts");
  const signal = new AbortController().signal;
  const context = { session, principal: nobody, signal, progress: unwatched };
  const { prompts } = await textHandlers["prompts/list"]({}, context);
  const { resourceTemplates } = await textHandlers["resources/templates/list"]({}, context);
  const tables = [
    prompts.map(({ name, title }) => [name, "prompt", title]),
    resourceTemplates.map(({ uriTemplate, title }) => [uriTemplate, "resource", title]),
  ];
  return tables.map((rows) => (rows.length === 0 ? "" : `${columns(rows, width)}\n`)).join("");
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

/** `Every call stays in company.team.* (KESTRA_MCP_NAMESPACES).` */
function bounded({ config: { namespaces } }: Session): string {
  return namespaces === undefined ? "" : `Every call stays in ${boundText(namespaces)} (${boundVariable}).\n`;
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
