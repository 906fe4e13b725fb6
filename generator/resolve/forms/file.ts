import type { OpenSchema } from "../../../runtime/json/schema.ts";
import { objectSchema, type Projection } from "./constant.ts";

/** A file: its text, or the base64 of what is no text. */
export function fileProjection(key: string): Projection {
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
