import { isObject } from "../../json.ts";
import type { ClientMessage, MessageId } from "../wire/client-message.ts";

/** A call in which nothing stands but what every client sends. */
export interface PlainCall extends ClientMessage {
  readonly id: MessageId;
  readonly method: "tools/call";
  readonly params: { readonly name: string } & Readonly<Record<string, unknown>>;
}

const members = new Set(["name", "arguments", "_meta"]);

/**
 * The call that a request is, where all that an SDK would look at is as it wants it; undefined: the SDK reads it.
 * @param meta the members that `_meta` may have; absent: any
 */
export function plainCall(
  body: ClientMessage | readonly ClientMessage[] | undefined,
  meta?: ReadonlySet<string>,
): PlainCall | undefined {
  if (!isOne(body)) return undefined;
  const { id, method, params } = body;
  if (method !== "tools/call" || id === undefined || params === undefined) return undefined;
  if (typeof params.name !== "string" || !hasOnly(params, members)) return undefined;
  const { arguments: given, _meta } = params;
  if (given !== undefined && !isObject(given)) return undefined;
  if (_meta !== undefined && !isObject(_meta)) return undefined;
  if (meta !== undefined && _meta !== undefined && !hasOnly(_meta, meta)) return undefined;
  return body as PlainCall;
}

function isOne(body: ClientMessage | readonly ClientMessage[] | undefined): body is ClientMessage {
  return isObject(body);
}

function hasOnly(values: object, names: ReadonlySet<string>): boolean {
  for (const name in values) if (!names.has(name)) return false;
  return true;
}
