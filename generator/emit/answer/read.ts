import type { OpenObject, OpenSchema } from "../../../runtime/json/schema.ts";
import type { ReadModel } from "../../model.ts";
import { zodSource } from "../code/zod-source.ts";
import { copies, inOrderOf } from "./copies.ts";
import { keepWholes } from "./keep-wholes.ts";
import { projectText } from "./project.ts";
import { functionScope, type PrintScope } from "../code/scope.ts";

/** How an answer is read: `json(...)`, `text(...)`, `file(...)` or `nothing(...)`. */
export function readText(read: ReadModel, inputSchema: OpenObject, use: PrintScope["use"]): string {
  const { from, project } = read;
  const schema = inOrderOf(project, keepWholes(read.schema ?? {}, project));
  const schemas = from === "json" ? [schemaText(schema, use)] : [];
  if ((from === "json" && copies(project, schema)) || (from === "file" && copies(project, wholeFile)))
    return `${use(from)}(${schemas.join("")})`;
  const { scope, used } = functionScope(use, inputSchema);
  const name = (): string => scope.parameter("answer");
  const value = projectText(project, { name, schema, depth: 0 }, scope);
  const made = project.kind === "object" ? `(${value})` : value;
  const input = used.has("ui")
    ? used.has("input")
      ? "input, ui"
      : "_input, ui"
    : used.has("input")
      ? "input"
      : "";
  const given = from === "nothing" ? input : parameters(used.has("answer"), input);
  return `${use(from)}(${[...schemas, `(${given}) => ${made}`].join(", ")})`;
}

/** All that is read of a file. */
const wholeFile: OpenSchema = { properties: { content: {}, encoding: {}, mediaType: {} } };

/** A function that makes the schema. */
function schemaText(schema: OpenSchema, use: PrintScope["use"]): string {
  const { text, helpers } = zodSource(schema, "drop");
  if (/\bz\./.test(text)) use("z");
  for (const helper of helpers) use(helper);
  return text === "anyObject()" ? "anyObject" : `() => ${text}`;
}

function parameters(hasAnswer: boolean, input: string): string {
  if (input === "") return hasAnswer ? "answer" : "";
  return `${hasAnswer ? "answer" : "_"}, ${input}`;
}
