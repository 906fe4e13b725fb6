import type { OpenSchema } from "../../runtime/json/schema.ts";
import { described } from "../spec/words/schema.ts";
import { withBody } from "./answer.ts";
import { onlyText, type OutputForm, type Projection } from "./form.ts";
import { objectSchema } from "./reading.ts";

/** `output: { file: content }`: a file, as its text or as the base64 of what is no text. */
export const file: OutputForm = {
  help: "`{ file: key }`",
  keys: { file: described("The key that the content of the answer's file comes under.", {}) },
  read: (written) => {
    const key = onlyText(written, "file");
    if (key === undefined) return undefined;
    return { picks: [], project: (scope, answer) => withBody(scope, answer) && fileProjection(key) };
  },
};

function fileProjection(key: string): Projection {
  const text: OpenSchema = { type: "string" };
  const properties = { content: text, encoding: text, mediaType: text };
  const whole = (name: string) => ({ kind: "whole", path: [name] }) as const;
  const entries = [
    { key, value: whole("content") },
    { key: "encoding", value: whole("encoding") },
    { key: "mediaType", value: whole("mediaType") },
  ];
  return {
    read: {
      from: "file",
      schema: { type: "object", properties, required: ["content"] },
      project: { kind: "object", entries },
    },
    output: objectSchema({ [key]: text, encoding: text, mediaType: text }, [key]),
  };
}
