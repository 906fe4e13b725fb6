import type { OpenObject, OpenSchema } from "../../../runtime/json/schema.ts";
import type { ProjectModel, ReadModel } from "../../model.ts";
import { zodSource } from "../code/zod-source.ts";
import { keepWholes } from "./keep-wholes.ts";
import { projectText } from "./project.ts";
import { functionScope, type Scope } from "../code/scope.ts";

/** How an answer is read: `json(...)`, `text(...)` or `nothing(...)`. */
export function readText(read: ReadModel, inputSchema: OpenObject, use: Scope["use"]): string {
  const { scope, used } = functionScope(use, inputSchema);
  const schema: OpenSchema = read.schema ?? {};
  const name = (): string => scope.parameter("answer");
  const value = projectText(read.project, { name, schema, depth: 0 }, scope);
  const made = read.project.kind === "object" ? `(${value})` : value;
  const input = used.has("ui")
    ? used.has("input")
      ? "input, ui"
      : "_input, ui"
    : used.has("input")
      ? "input"
      : "";
  switch (read.from) {
    case "nothing":
      return `${use("nothing")}((${input}) => ${made})`;
    case "text":
      return `${use("text")}((${parameters(used.has("answer"), input)}) => ${made})`;
    case "file":
      return `${use("file")}((${parameters(used.has("answer"), input)}) => ${made})`;
    case "json":
      return `${use("json")}(${schemaText(schema, read.project, use)}, (${parameters(used.has("answer"), input)}) => ${made})`;
  }
}

/** A function that makes the schema. */
function schemaText(schema: OpenSchema, project: ProjectModel, use: Scope["use"]): string {
  const { text, helpers } = zodSource(keepWholes(schema, project), "drop");
  if (/\bz\./.test(text)) use("z");
  for (const helper of helpers) use(helper);
  return text === "anyObject()" ? "anyObject" : `() => ${text}`;
}

function parameters(hasAnswer: boolean, input: string): string {
  if (input === "") return hasAnswer ? "answer" : "";
  return `${hasAnswer ? "answer" : "_"}, ${input}`;
}
