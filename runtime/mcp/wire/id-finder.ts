import { answeredIds, type Answerable } from "./answered-ids.ts";
import { idOf, type MessageId } from "./client-message.ts";
import { parseForeign } from "../../json/foreign-json.ts";

/** Finds the ids of what cannot be read as JSON, or is too large to be kept, as its bytes come. */
export interface IdFinder {
  give(bytes: Uint8Array): void;
  /** Those that an error about it answers, of a batch those of its messages; null where a request has none. */
  ids(): readonly (MessageId | null)[];
}

const quote = 0x22;
const backslash = 0x5c;

/** Longer ones are not ids. */
const mostBytes = 1000;

/** Messages of one line at most: what has more of them is nobody's batch. */
const mostMessages = 1000;

interface Found extends Answerable {
  readonly members: Set<string>;
  id: MessageId | undefined;
}

/** Reads JSON no further than it must: the members of the outermost object, or of the objects of an outermost array. */
export function createIdFinder(): IdFinder {
  const messages: Found[] = [];
  let depth = 0;
  /** The depth at which the members of a message stand. */
  let level = 1;
  let message: Found | undefined;
  let quoted = false;
  let escaped = false;
  let isKey = false;
  let wanted = false;
  let token: number[] = [];

  const isMember = () => depth === level && message !== undefined;
  const end = () => {
    if (message !== undefined && isMember() && token.length > 0) {
      const value = valueOf(token);
      if (isKey && typeof value === "string" && value.length < 10) message.members.add(value);
      if (!isKey && wanted) message.id ??= idOf(value);
      wanted = isKey && value === "id";
    }
    token = [];
  };
  const begin = (char: string) => {
    if (depth === 0) level = char === "[" ? 2 : 1;
    depth++;
    isKey = char === "{";
    if (depth !== level) return;
    message = isKey && messages.length < mostMessages ? { members: new Set(), id: undefined } : undefined;
    wanted = false;
    if (message !== undefined) messages.push(message);
  };
  const outside = (byte: number) => {
    const char = String.fromCharCode(byte);
    if ("{[".includes(char)) {
      end();
      begin(char);
    } else if ("}]".includes(char)) {
      end();
      depth = Math.max(0, depth - 1);
      wanted = false;
      if (depth < level) message = undefined;
    } else if (char === ":") {
      end();
      isKey = false;
    } else if (char === ",") {
      end();
      isKey = true;
    } else {
      quoted = byte === quote;
      if (isMember() && token.length < mostBytes && !/\s/.test(char)) token.push(byte);
    }
  };
  return {
    give(bytes) {
      for (const byte of bytes) {
        if (!quoted) {
          outside(byte);
          continue;
        }
        if (isMember() && token.length < mostBytes) token.push(byte);
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) quoted = false;
      }
    },
    ids() {
      end();
      return messages.length === 0 ? [null] : answeredIds(messages);
    },
  };
}

function valueOf(token: readonly number[]): unknown {
  try {
    return parseForeign(Buffer.from(token).toString());
  } catch {
    return undefined;
  }
}
