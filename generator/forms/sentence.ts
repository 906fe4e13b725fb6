import type { ProjectModel } from "../model.ts";
import type { OutputForm } from "./form.ts";
import { objectSchema } from "./reading.ts";

/** `output: Paused {execution_id}.`: a `message`, its `{holes}` filled with arguments. */
export const sentence: OutputForm = {
  help: "a sentence",
  read: (written, at) => {
    if (typeof written !== "string" || written === "all") return undefined;
    return {
      said: {
        read: {
          from: "nothing",
          project: { kind: "object", entries: [{ key: "message", value: filled(written) }] },
        },
        output: objectSchema({ message: { type: "string" } }, ["message"]),
      },
      holes: [{ text: written, at }],
    };
  },
};

/** Literal texts and `{holes}` in turn. */
export function filled(text: string): ProjectModel & { kind: "sentence" } {
  const texts = text.split(/(\{[^{}]+\})/).filter((part) => part !== "");
  return {
    kind: "sentence",
    texts: texts.map((part) => (/^\{[^{}]+\}$/.test(part) ? { argument: part.slice(1, -1) } : part)),
  };
}
