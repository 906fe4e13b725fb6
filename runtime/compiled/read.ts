import type { z, ZodType } from "zod";
import { ContractError } from "../errors.ts";
import { parseAnswer } from "../json/foreign-json.ts";
import { isObject } from "../json.ts";
import { innerPlace } from "../json/inner-place.ts";
import { lazy } from "../lazy.ts";
import { looksLikePage, PageError } from "../http-client/page.ts";
import { mediaTypeOf } from "../http-client/media-type.ts";
import { isText } from "../http-client/text-bytes.ts";
import type { Read } from "../tool/definition.ts";
import { foreign, own, type Said, say } from "../text/said.ts";
import type { Answer } from "../http-client/answer.ts";

/**
 * Reads a JSON answer: decoded, checked for the shape that is used of it, projected.
 * @param schema what the projection reads, and no more: unknown keys are dropped and enums stay open.
 * @param project absent where what was read is the output
 */
export function json<Schema extends ZodType>(schema: () => Schema): Read<unknown, z.output<Schema>>;
export function json<Schema extends ZodType, Input, Output>(
  schema: () => Schema,
  project: (answer: z.output<Schema>, input: Input, ui?: string) => Output,
): Read<Input, Output>;
export function json(
  schema: () => ZodType,
  project?: (answer: unknown, input: unknown, ui?: string) => unknown,
): Read<unknown, unknown> {
  const shape = lazy(schema);
  return (answer, input, ui) => {
    const checked = shape().safeParse(decode(answer));
    if (checked.success)
      return project === undefined ? inPlace(shape(), checked.data) : project(checked.data, input, ui);
    const issue = checked.error.issues[0];
    throw new ContractError(
      say`at ${place(issue?.path ?? [])}: ${issue === undefined ? say`unexpected` : issue.message}`,
    );
  };
}

/** With the keys that are absent, too, so that what steps put there stands where the schema names it. */
function inPlace(schema: ZodType, value: unknown): unknown {
  if (!("shape" in schema) || !isObject(value)) return value;
  const keys = Object.keys(schema.shape as object);
  return { ...Object.fromEntries(keys.map((key) => [key, undefined])), ...value };
}

/** Reads an answer that is text, such as YAML or a log. */
export function text<Input, Output>(project: (answer: string, input: Input) => Output): Read<Input, Output> {
  return (answer, input) => project(answer.text, input);
}

/** A file of an answer: its text, or the base64 of bytes that are not text. */
export interface FileRead {
  readonly content: string;
  /** `base64`; absent of a text. */
  readonly encoding?: string;
  /** Present with `encoding`: what the server said, or where it said nothing what the first bytes say. */
  readonly mediaType?: string;
}

/**
 * Reads an answer that is a file: as text where its bytes are UTF-8 without a NUL, else as base64.
 * @param project absent where that is the output
 */
export function file(): Read<unknown, FileRead>;
export function file<Input, Output>(project: (answer: FileRead, input: Input) => Output): Read<Input, Output>;
export function file(
  project: (answer: FileRead, input: unknown) => unknown = (answer) => answer,
): Read<unknown, unknown> {
  return (answer, input) => project(fileOf(answer), input);
}

function fileOf({ bytes, text, mediaType, excerpt }: Answer): FileRead {
  // Of a part the whole decides: each part of one file must be read in the same way.
  const start = excerpt === undefined ? bytes : excerpt.start;
  if (bytes === undefined || start === undefined) return { content: text };
  if (excerpt === undefined && isText(bytes)) return { content: text };
  const content = Buffer.from(bytes).toString("base64");
  return { content, encoding: "base64", mediaType: mediaTypeOf(start, mediaType) };
}

/** Leaves the body of the answer unread: its status says it all, unless a page answered. */
export function nothing<Input, Output>(project: (input: Input) => Output): Read<Input, Output> {
  return (answer, input) => {
    refusePage(answer);
    return project(input);
  };
}

/** The address of a page of Kestra's user interface, where that is known. @param page its path, encoded */
export function link(ui: string | undefined, page: string | Said): string | undefined {
  return ui === undefined ? undefined : `${ui}/${String(page)}`;
}

function refusePage(answer: Answer): void {
  if (looksLikePage(answer)) throw new PageError();
}

function decode(answer: Answer): unknown {
  refusePage(answer);
  if (answer.text === "") return undefined;
  try {
    return parseAnswer(answer.text);
  } catch (error) {
    if (error instanceof ContractError) throw error;
    throw new ContractError(
      say`at its root: not JSON (${answer.mediaType === "" ? say`no media type` : answer.mediaType})`,
    );
  }
}

/** A place in an answer as people write it: `results[0].state`. */
function place(keys: readonly PropertyKey[]): Said {
  if (keys.length === 0) return own("its root");
  return foreign(innerPlace(keys).replace(/^\./, ""));
}
