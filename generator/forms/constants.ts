import type { Json } from "../../runtime/json.ts";
import type { OpenSchema } from "../../runtime/json/schema.ts";
import type { ProjectModel } from "../model.ts";
import type { OutputForm, Projection } from "./form.ts";
import { objectSchema } from "./reading.ts";
import { filled } from "./sentence.ts";

/** `output: { status: paused }`; `{holes}` of texts are arguments. What they may be, no grammar tells. */
export const constants: OutputForm = {
  help: "constants",
  read: (written, at) => {
    if (typeof written === "string") return undefined;
    const holes = Object.entries(written).flatMap(([key, text]) =>
      typeof text === "string" ? [{ text, at: [...at, key] }] : [],
    );
    return { said: constantProjection(written), holes };
  },
};

function constantProjection(values: Readonly<Record<string, Json>>): Projection {
  const entries = Object.entries(values).map(([key, value]) => ({
    key,
    value:
      typeof value === "string" && value.includes("{")
        ? filled(value)
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
