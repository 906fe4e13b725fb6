import type { z, ZodType } from "zod";
import { ContractError } from "../errors.ts";
import { parseAnswer } from "../json/foreign-json.ts";
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
 * @param schema what the projection reads, and no more: unknown keys pass and enums stay open.
 */
export function json<Schema extends ZodType, Input, Output>(
  schema: () => Schema,
  project: (answer: z.output<Schema>, input: Input, ui?: string) => Output,
): Read<Input, Output> {
  const shape = lazy(schema);
  return (answer, input, ui) => {
    const checked = shape().safeParse(decode(answer));
    if (checked.success) return project(checked.data, input, ui);
    const issue = checked.error.issues[0];
    throw new ContractError(
      say`at ${place(issue?.path ?? [])}: ${issue === undefined ? say`unexpected` : issue.message}`,
    );
  };
}

/** Reads an answer that is text, such as YAML or a log. */
export function text<Input, Output>(project: (answer: string, input: Input) => Output): Read<Input, Output> {
  return (answer, input) => project(answer.text, input);
}

/** A file of an answer: its text, or the base64 of bytes that are not text. */
export interface FileRead {
  readonly content: string;
  readonly encoding?: "base64";
  /** Present with `encoding`: what the server said, or where it said nothing what the first bytes say. */
  readonly mediaType?: string;
}

/** Reads an answer that is a file: as text where its bytes are UTF-8 without a NUL, else as base64. */
export function file<Input, Output>(
  project: (answer: FileRead, input: Input) => Output,
): Read<Input, Output> {
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
