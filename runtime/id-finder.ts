import { parseForeign } from "./foreign-json.ts";
import type { MessageId } from "./client-message.ts";

/** Finds the id of a message that is too large to be kept, as its bytes come. */
export interface IdFinder {
  give(bytes: Uint8Array): void;
  /** Of the message so far; undefined where there is none. */
  id(): MessageId | undefined;
}

const quote = 0x22;
const backslash = 0x5c;

/** Longer ones are no ids. */
const mostBytes = 1000;

/** Reads JSON no further than it must: a member `id` of the outermost object, wherever it stands. */
export function createIdFinder(): IdFinder {
  let depth = 0;
  let quoted = false;
  let escaped = false;
  let isKey = false;
  let wanted = false;
  let token: number[] = [];
  let found: MessageId | undefined;

  const end = () => {
    if (depth === 1 && token.length > 0) {
      const value = valueOf(token);
      if (!isKey && wanted) found ??= idOf(value);
      wanted = isKey && value === "id";
    }
    token = [];
  };
  const outside = (byte: number) => {
    const char = String.fromCharCode(byte);
    if ("{[".includes(char)) {
      end();
      depth++;
      isKey = char === "{";
    } else if ("}]".includes(char)) {
      end();
      depth--;
      wanted = false;
    } else if (char === ":") {
      end();
      isKey = false;
    } else if (char === ",") {
      end();
      isKey = true;
    } else {
      quoted = byte === quote;
      if (depth === 1 && token.length < mostBytes && !/\s/.test(char)) token.push(byte);
    }
  };
  return {
    give(bytes) {
      for (const byte of bytes) {
        if (!quoted) {
          outside(byte);
          continue;
        }
        if (depth === 1 && token.length < mostBytes) token.push(byte);
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) quoted = false;
      }
    },
    id() {
      end();
      return found;
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

function idOf(value: unknown): MessageId | undefined {
  return typeof value === "string" || (typeof value === "number" && Number.isSafeInteger(value))
    ? value
    : undefined;
}
