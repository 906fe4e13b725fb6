import { idOf, MessageError, type MessageId } from "./client-message.ts";
import { isObject } from "../../json.ts";

/** What of a message says whether an error about it is sent, and with which id. */
export interface Answerable {
  /** The names of its members. */
  readonly members: ReadonlySet<string>;
  /** Undefined where it has none, or one that is not an id. */
  readonly id: MessageId | undefined;
}

/**
 * The ids by which an error about messages that were not taken is answered, each once; null where a request has none that
 * can be read. A notification is not answered, nor an answer: its id is that of a request of ours.
 */
export function answeredIds(messages: readonly Answerable[]): readonly (MessageId | null)[] {
  return [...new Set(messages.flatMap(answeredId))];
}

function answeredId({ members, id }: Answerable): readonly (MessageId | null)[] {
  if (members.has("method")) return members.has("id") ? [id ?? null] : [];
  return members.has("result") || members.has("error") ? [] : [id ?? null];
}

/** Likewise, of what was parsed. */
export function answerable(value: unknown): Answerable {
  if (!isObject(value)) return { members: new Set(), id: undefined };
  return { members: new Set(Object.keys(value)), id: idOf(value.id) };
}

/** The same error for each id; where there is none, one that is not answered. */
export function forEachId(
  { code, message }: MessageError,
  ids: readonly (MessageId | null)[],
): readonly MessageError[] {
  const answered = ids.length === 0 ? [undefined] : ids;
  return answered.map((id) => new MessageError(code, message, id));
}
