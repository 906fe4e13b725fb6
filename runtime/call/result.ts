import { mostCharacters } from "./bound.ts";
import { jsonOf } from "./result-json.ts";
import type { JsonObject } from "../json.ts";
import { foreignMark } from "../text/as-data.ts";
import type { ResourceLink } from "../tool/resource-link.ts";

/** The result of `tools/call`. */
export interface CallResult {
  /** Texts, and after them what may be read besides: clients that take texts alone have read `structuredContent` before. */
  readonly content: readonly ({ readonly type: "text"; readonly text: string } | ResourceLink)[];
  readonly structuredContent?: JsonObject;
  readonly isError?: true;
}

/** What of an output is put otherwise than as JSON. */
export interface ResultForm {
  /** The key whose array alone is the text; what `truncated` and `note` say then follows as texts of their own. */
  readonly bare?: string | undefined;
  readonly link?: ResourceLink | undefined;
  /** Nothing in it is of others. */
  readonly ours?: boolean | undefined;
}

/**
 * An output as a result: structured, and the same JSON as compact text, with a link where there is one, and marked where others
 * may have written some of it.
 */
export function success(output: JsonObject, { bare, link, ours = false }: ResultForm = {}): CallResult {
  const rows = bare === undefined ? undefined : output[bare];
  const said = [output.truncated, output.note].filter((text) => typeof text === "string");
  const texts = rows === undefined ? [jsonOf(output)] : [JSON.stringify(rows), ...said];
  const blocks = [...texts.map(asText), ...(link === undefined ? [] : [link])];
  return { content: ours ? blocks : [...blocks, asText(foreignMark)], structuredContent: output };
}

function asText(text: string) {
  return { type: "text", text } as const;
}

/** An error that the agent reads: of one longer than a result may be, its begin and its end, which says what to do. */
export function failure(message: string): CallResult {
  return { content: [{ type: "text", text: shortened(message) }], isError: true };
}

function shortened(message: string): string {
  if (message.length <= mostCharacters) return message;
  const note = ` … (${message.length} characters in all) … `;
  const end = 2_000;
  return (message.slice(0, mostCharacters - end - note.length) + note + message.slice(-end)).toWellFormed();
}
