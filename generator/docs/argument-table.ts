import type { OpenSchema } from "../../runtime/json/schema.ts";
import type { ToolModel } from "../model.ts";
import { actionsOf } from "./calls.ts";
import { code, table, text } from "./markdown.ts";
import { boundsText, typeText } from "./type-text.ts";

/** What a tool takes: a row for each argument, and which actions take it. */
export function argumentTable(tool: ToolModel): string {
  const { properties, required = [] } = tool.inputSchema;
  const names = Object.keys(properties);
  if (names.length === 0) return "It takes no arguments.";
  const several = tool.behaviour.kind === "choice";
  const rows = names.map((name) => {
    const schema: OpenSchema = properties[name] ?? {};
    const cells = [
      code(name),
      text(typeText(schema)),
      several ? takenBy(tool, name) : required.includes(name) ? "yes" : "",
      schema.default === undefined ? "" : code(JSON.stringify(schema.default)),
      text(descriptionOf(schema)),
    ];
    return cells;
  });
  return table(["argument", "type", several ? "taken by" : "required", "default", "meaning"], rows);
}

/** `all`, or the actions that take an argument; in bold those that need it. */
function takenBy(tool: ToolModel, name: string): string {
  if (tool.behaviour.kind !== "choice" || name === tool.behaviour.by) {
    return tool.inputSchema.required?.includes(name) === true ? "**all**" : "all";
  }
  const actions = actionsOf(tool);
  const takers = actions.filter((it) => Object.hasOwn(it.behaviour.inputSchema.properties, name));
  const needing = takers.filter((it) => it.behaviour.inputSchema.required?.includes(name) === true);
  if (takers.length === actions.length && (needing.length === 0 || needing.length === takers.length)) {
    return needing.length === 0 ? "all" : "**all**";
  }
  return takers
    .map((it) => (needing.includes(it) ? `**${text(it.name ?? "")}**` : text(it.name ?? "")))
    .join(", ");
}

function descriptionOf(schema: OpenSchema): string {
  const values = (schema.enum ?? []).map((it) => `\`${String(it)}\``);
  const said = [
    schema.description ?? "",
    values.length === 0 ? "" : `One of ${values.join(", ")}.`,
    boundsText(schema) === "" ? "" : `${capital(boundsText(schema))}.`,
  ];
  return said.filter((it) => it !== "").join(" ");
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
