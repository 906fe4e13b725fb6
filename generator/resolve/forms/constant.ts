import type { OpenObject, OpenSchema } from "../../../runtime/json/schema.ts";
import type { ProjectModel, ReadModel } from "../../model.ts";
import type { OutputForm } from "./output-form.ts";

/** How one answer becomes an output, and what that output looks like. */
export interface Projection {
  readonly read: ReadModel;
  readonly output: OpenObject;
}

/** An output of constants: `{ status: "paused" }`, or a sentence; its `{holes}` are arguments. */
export function constantProjection(form: OutputForm & { kind: "sentence" | "constants" }): Projection {
  if (form.kind === "sentence") {
    const project: ProjectModel = {
      kind: "object",
      entries: [{ key: "message", value: sentence(form.text) }],
    };
    return {
      read: { from: "nothing", project },
      output: objectSchema({ message: { type: "string" } }, ["message"]),
    };
  }
  const entries = Object.entries(form.values).map(([key, value]) => ({
    key,
    value:
      typeof value === "string" && value.includes("{")
        ? sentence(value)
        : ({ kind: "constant", value } as const),
  }));
  const properties = Object.fromEntries(entries.map(({ key, value }) => [key, constantSchema(value)]));
  return {
    read: { from: "nothing", project: { kind: "object", entries } },
    output: objectSchema(properties, Object.keys(properties)),
  };
}

function constantSchema(value: ProjectModel): OpenSchema {
  if (value.kind === "sentence") return { type: "string" };
  const constant = value.kind === "constant" ? value.value : null;
  if (typeof constant === "string") return { type: "string" };
  if (typeof constant === "boolean") return { type: "boolean" };
  if (typeof constant === "number") return { type: Number.isInteger(constant) ? "integer" : "number" };
  return {};
}

/** Literal texts and `{holes}` in turn. */
export function sentence(text: string): ProjectModel & { kind: "sentence" } {
  const texts = text.split(/(\{[^{}]+\})/).filter((part) => part !== "");
  return {
    kind: "sentence",
    texts: texts.map((part) => (/^\{[^{}]+\}$/.test(part) ? { argument: part.slice(1, -1) } : part)),
  };
}

/** The schema of an output: an object that may hold more than its contract tells. */
export function objectSchema(
  properties: Readonly<Record<string, OpenSchema>>,
  required: readonly string[],
): OpenObject {
  return { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
}
