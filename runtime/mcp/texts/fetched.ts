import { foreignMark } from "../../text/as-data.ts";
import { filledArguments } from "../../catalog/holes.ts";
import type { CallResult } from "../../call/result.ts";
import { isInputRequired, type InputRequired } from "../../confirm/input-required.ts";
import { ProtocolError, type MethodContext } from "../handler.ts";
import { unwatched } from "../messages.ts";
import { methods } from "../methods.ts";
import type { ReadCall } from "../../catalog/texts.ts";

/** How long a user who picked a prompt waits for what it fetches, in milliseconds. */
const patience = 20_000;

/**
 * What a call of a prompt gives, as text: it is made as one of a model is. What goes wrong with it is told in its place.
 * @throws the reason of the signal where the client cancelled
 */
export async function fetched(
  { tool, with: given }: ReadCall,
  values: Readonly<Record<string, string>>,
  context: MethodContext,
): Promise<string> {
  const { signal } = context;
  const time = AbortSignal.timeout(patience);
  const asked = {
    ...context,
    signal: AbortSignal.any([signal, time]),
    // Of several calls each counts what it does.
    progress: unwatched,
    // A user who is asked for something here would not know why.
    clientCapabilities: undefined,
  };
  try {
    const result = await methods["tools/call"](
      { name: tool, arguments: filledArguments(given, values) },
      asked,
    );
    return textOf(tool, result);
  } catch (error) {
    signal.throwIfAborted();
    if (time.aborted) return `${tool} did not answer within ${patience / 1000} s.`;
    if (error instanceof ProtocolError) return error.message;
    throw error;
  }
}

/** A text that is all of an output is shown as it is, without the JSON around it. */
function textOf(tool: string, result: CallResult | InputRequired): string {
  if (isInputRequired(result)) return `${tool} needs an answer of its user first: call it.`;
  const { content, structuredContent = {} } = result;
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
