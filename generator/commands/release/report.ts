import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Drift, ToolDrift, UseDrift } from "./drift/change.ts";
import { routeOf, type MovedId } from "../../contract/same-operation.ts";
import { count } from "../../text/count.ts";

/**
 * The drift report of a new line, as Markdown.
 * @param left what the compiler says of the project with the edits that are safe or accepted
 */
export function report(drift: Drift, left: readonly Diagnostic[]): string {
  const { base, line, tools } = drift;
  const unchanged = tools.filter((it) => isUnchanged(it));
  const others = tools.filter((it) => !isUnchanged(it));
  const breaking = others.filter(isBreaking);
  return [
    `# Kestra ${line}: drift since ${base}`,
    `${count(tools.length, "tool")}: ${unchanged.length} unchanged, ${others.length - breaking.length} changed, ${breaking.length} changed so that they break.`,
    ...section("Notes", drift.notes.map((note) => `- ${note}`).join("\n")),
    ...section("Tools", others.map(toolText).join("\n\n")),
    ...section(
      "Operations that tools share",
      drift.operations
        .filter((it) => !isUnchanged(it))
        .map(toolText)
        .join("\n\n"),
    ),
    ...section("Unchanged tools", unchanged.map(({ tool }) => `\`${tool}\``).join(", ")),
    ...section("OperationIds that name another route", idTable(drift.ids)),
    ...section("New operations that no tool calls", freshText(drift)),
    ...section("Left to do by hand", leftText(left)),
  ]
    .join("\n\n")
    .concat("\n");
}

function section(title: string, text: string): readonly string[] {
  return text === "" ? [] : [`## ${title}`, text];
}

function isUnchanged(tool: ToolDrift): boolean {
  return tool.uses.every((it) => it.state === "unchanged" || it.state === "absent");
}

function isBreaking(tool: ToolDrift): boolean {
  return tool.uses.some((it) => it.breaking);
}

function toolText(tool: ToolDrift): string {
  const uses = tool.uses.filter((it) => it.state !== "absent");
  const mark = isBreaking(tool) ? "breaking" : "not breaking";
  return [`### \`${tool.tool}\` (${mark})`, uses.map((use) => useText(use, tool)).join("\n")].join("\n\n");
}

function useText(use: UseDrift, tool: ToolDrift): string {
  const name = use.name === "" ? "" : `**${use.name}** `;
  const mark = use.state === "unchanged" ? "" : use.breaking ? ", breaking" : ", not breaking";
  const head = `- ${name}\`${use.request ?? ""}\`: ${use.state}${mark}`;
  return [head, ...use.changes.map((change) => changeText(change, tool))].join("\n");
}

function changeText(change: UseDrift["changes"][number], { tool, file }: ToolDrift): string {
  const mark = change.breaking ? "" : " (not breaking)";
  const head = `  - ${change.sentence}${mark}`;
  if (change.lines === undefined || change.proposal === undefined) return head;
  const { line, before, after } = change.lines;
  const state = change.applied
    ? "Edited"
    : change.proposal.kind === "safe"
      ? "Waits for the route"
      : `Needs your word (\`--accept ${tool}\`)`;
  return [
    `${head} ${state}, ${file}:${line}:`,
    "",
    "    ```diff",
    ...before.map((text) => `    - ${text}`),
    ...after.map((text) => `    + ${text}`),
    "    ```",
    "",
  ].join("\n");
}

function idTable(ids: readonly MovedId[]): string {
  if (ids.length === 0) return "";
  const rows = ids.map(({ operationId, from, to, why, stays }) => {
    const verdict =
      why === undefined
        ? "probably the same operation, moved"
        : `**another operation**: ${why}${stays ? "; the old route is still there, under another id" : ""}`;
    return `| \`${operationId}\` | \`${routeOf(from)}\` | \`${routeOf(to)}\` | ${verdict} |`;
  });
  return [
    `${count(ids.length, "operationId")} ${ids.length === 1 ? "names" : "name"} another route now. None is followed without your word.`,
    "",
    "| operationId | was | is | verdict |",
    "| --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

function freshText({ fresh }: Drift): string {
  const areas = [...fresh].map(([area, operations]) =>
    [
      `- **${area}** (${operations.length})`,
      ...operations.map(
        (it) =>
          `  - \`${routeOf(it)}\` ${it.operationId}${it.editions.includes("oss") ? "" : " (Enterprise)"}`,
      ),
    ].join("\n"),
  );
  return areas.join("\n");
}

function leftText(left: readonly Diagnostic[]): string {
  return left
    .filter((it) => it.severity === "error")
    .map(({ file, line, column, message, hint }) => {
      const more = hint === undefined ? "" : ` ${hint}`;
      return `- ${file}:${line}:${column} ${message}${more}`;
    })
    .join("\n");
}
