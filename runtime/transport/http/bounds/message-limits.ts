import { HttpRefusal } from "../wire/refusal.ts";
import { isObject } from "../../../json.ts";
import { limits } from "../../../limits.ts";
import type { Body } from "../wire/body.ts";

/** The one method that carries what users write. */
const large = "tools/call";

/**
 * Refuses what would be kept or sent again and again: a session keeps what its client says of itself, and a stream names
 * its request in each message.
 * @throws HttpRefusal 413 for a body that is large and no call of a tool, 400 for an id that is too long
 */
export function requireSmall({ json, bytes }: Body): void {
  const messages = (Array.isArray(json) ? (json as readonly unknown[]) : [json]).filter(isObject);
  const first = bytes > limits.message ? largeOther(messages) : undefined;
  if (first !== undefined) {
    const what = typeof first.method === "string" ? first.method.slice(0, 60) : "a message";
    throw new HttpRefusal(
      413,
      `The body of ${what} may have at most ${limits.message / 1024} KB; only one of ${large} may be larger.`,
    );
  }
  if (messages.some(({ id }) => typeof id === "string" && id.length > limits.token)) {
    throw new HttpRefusal(
      400,
      `The id of a message may have at most ${limits.token} characters.`,
      {},
      -32600,
    );
  }
}

/** The first message that makes a large body and may not: where none calls a tool any of them does. */
function largeOther(
  messages: readonly Readonly<Record<string, unknown>>[],
): Readonly<Record<string, unknown>> | undefined {
  const others = messages.filter(({ method }) => method !== large);
  if (others.length === messages.length) return others[0] ?? {};
  return others.find((one) => JSON.stringify(one).length > limits.message);
}
