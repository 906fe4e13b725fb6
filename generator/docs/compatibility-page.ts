import type { Contract } from "../contract/contract.ts";
import type { ToolModel } from "../model.ts";
import { callsOf, type DocumentedCall } from "./calls.ts";
import { bullets, code, link, notice, page, table } from "./markdown.ts";
import { routeText } from "./request-text.ts";
import { callName } from "./tool-section.ts";
import { toolsetPath } from "./toolset-page.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";

/** What the page is made of. */
export interface Lines {
  /** Oldest first. */
  readonly lines: readonly string[];
  /** By line. */
  readonly contracts: ReadonlyMap<string, Contract>;
}

const tenant = "/api/v1/{tenant}";

/** `docs/compatibility.md`: each request of each tool, on each line, and its edition. */
export function compatibilityPage(
  toolsets: readonly string[],
  models: readonly ToolModel[],
  known: Lines,
): SourceFile {
  const sections = toolsets.flatMap((toolset) => {
    const tools = models.filter((it) => it.toolset === toolset);
    return tools.length === 0 ? [] : [`## ${code(toolset)}`, toolsetTable(toolset, tools, known)];
  });
  return {
    path: "docs/compatibility.md",
    text: page([
      notice("specs/"),
      "# Compatibility",
      `What each tool asks of Kestra, on the lines ${known.lines.join(", ")}.`,
      bullets([
        ...(models.some((tool) => callsOf(tool).some(({ operation }) => operation.service !== undefined))
          ? ["A route behind the name of a service is that service's, whatever Kestra it is."]
          : []),
        `A route stands below ${code(tenant)}, unless it begins with ${code("/api")}. Names in braces are arguments.`,
        "“Same” is the route of the line before, though parameters may differ: the pages of the toolsets have those.",
        "“No such route” means that this line's API has none of that name, so nothing is sent there. A tool or action of which nothing is left is not shown on that line.",
        "Enterprise tools are shown to an Enterprise instance, and to one whose edition cannot be known.",
      ]),
      ...sections,
    ]),
  };
}

function toolsetTable(toolset: string, tools: readonly ToolModel[], known: Lines): string {
  const page = toolsetPath(toolset).replace(/^docs\//, "");
  const rows = tools.flatMap((tool) =>
    callsOf(tool).map((call) => [
      link(code(tool.name), `${page}#${tool.name}`),
      callName(call),
      editionOf(call),
      ...known.lines.map((line, i) => lineCell(call, line, known.lines[i - 1], known)),
    ]),
  );
  return table(["tool", "action, call", "edition", ...known.lines], rows);
}

/** A service that is not Kestra has no editions. */
function editionOf({ operation }: DocumentedCall): string {
  if (operation.edition === "ee") return "Enterprise";
  return operation.service === undefined ? "both" : "any";
}

function lineCell(call: DocumentedCall, line: string, before: string | undefined, known: Lines): string {
  const { operation } = call;
  const { lines } = operation;
  if (!lines.includes(line)) {
    const route = routeText(operation, lines[0] ?? line);
    return hasRoute(known.contracts.get(line), route) ? unused(call, line) : "no such route";
  }
  const route = routeText(operation, line);
  if (before !== undefined && lines.includes(before) && routeText(operation, before) === route) return "same";
  return code(route.replace(` ${tenant}/`, " /"));
}

/** Why a route that is there is not asked: what it belongs to may not be there. */
function unused({ behaviour }: DocumentedCall, line: string): string {
  const calls = behaviour.kind === "operation" ? [] : behaviour.calls;
  const [needed] = calls.filter((it) => !it.operation.lines.includes(line));
  return behaviour.lines.includes(line) || needed === undefined
    ? "not needed"
    : `not without ${code(needed.name)}`;
}

/** Whether a line's API has a route, whatever its parameters are called. */
function hasRoute(contract: Contract | undefined, route: string): boolean {
  const form = (it: string): string => it.replaceAll(/\{[^}]*\}/g, "{}");
  return (contract?.operations ?? []).some(({ method, path }) => form(`${method} ${path}`) === form(route));
}
