import { nodeSignal } from "../../abort.ts";
import { foreignMark } from "../../text/as-data.ts";
import { filledArguments } from "../../catalog/holes.ts";
import type { CallResult } from "../../call/result.ts";
import { isInputRequired } from "../../confirm/input-required.ts";
import { KestraError } from "../../errors.ts";
import { isObject, type Json, type JsonObject } from "../../json.ts";
import { ProtocolError, type MethodContext } from "../handler.ts";
import { unwatched } from "../messages.ts";
import { methods } from "../methods.ts";
import type { PromptCall } from "../../catalog/texts.ts";

/** How long a user who picked a prompt waits for what it fetches, in milliseconds. */
const patience = 20_000;

/** What a call of a prompt gave, or in words why it gave nothing. */
export interface CallGave {
  readonly text: string;
  /** Kestra has no such thing as it is about, or it failed for any other reason; absent: it did not. */
  readonly failed?: "missing" | "other";
}

/**
 * What a call of a prompt gives, as text: it is made as one of a model is.
 * @throws the reason of the signal where the client cancelled
 */
export async function fetched(
  { tool, with: given, pick }: PromptCall,
  values: Readonly<Record<string, string>>,
  context: MethodContext,
): Promise<CallGave> {
  const { signal } = context;
  const time = AbortSignal.timeout(patience);
  const failure: { why?: unknown } = {};
  const asked = {
    ...context,
    signal: AbortSignal.any([nodeSignal(signal), time]),
    // Of several calls each counts what it does.
    progress: unwatched,
    // A user who is asked for something here would not know why.
    clientCapabilities: undefined,
    failed: (why: unknown) => {
      failure.why = why;
    },
  };
  try {
    const result = await methods["tools/call"](
      { name: tool, arguments: filledArguments(given, values) },
      asked,
    );
    if (isInputRequired(result))
      return { text: `${tool} needs an answer of its user first: call it.`, failed: "other" };
    if (result.isError !== true) return { text: textOf(result, pick) };
    const { why } = failure;
    const isMissing = why instanceof KestraError && why.status === 404;
    return { text: textOf(result), failed: isMissing ? "missing" : "other" };
  } catch (error) {
    signal.throwIfAborted();
    if (time.aborted) return { text: `${tool} did not answer within ${patience / 1000} s.`, failed: "other" };
    if (error instanceof ProtocolError) return { text: error.message, failed: "other" };
    throw error;
  }
}

/** A text that is all of an output is shown as it is, without the JSON around it; of one that is picked from, what is there. */
function textOf({ content, structuredContent = {} }: CallResult, pick?: readonly string[]): string {
  if (pick !== undefined)
    return JSON.stringify(Object.fromEntries(pick.map((path) => [path, valueAt(structuredContent, path)])));
  // In a prompt what was fetched stands in a fence.
  const texts = content.flatMap(({ text }) => text ?? []).filter((text) => text !== foreignMark);
  const [first, ...rest] = texts;
  const { truncated, ...output } = structuredContent;
  const values = Object.values(output);
  const [only] = values;
  const text = values.length === 1 && typeof only === "string" ? only : (first ?? "");
  const said = text === only && typeof truncated === "string" ? [truncated] : rest;
  return [text, ...said].join("\n");
}

/** What stands below these keys, which dots part; undefined where nothing does. */
function valueAt(output: JsonObject, path: string): Json | undefined {
  return path
    .split(".")
    .reduce<Json | undefined>(
      (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
      output,
    );
}
