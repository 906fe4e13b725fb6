import { InputError } from "../errors.ts";
import { limits } from "../limits.ts";
import { say } from "../text/said.ts";
import { endOfText, isGap, lineAt, YamlCursor, type Pausing } from "./cursor.ts";

/** A scalar or an alias, as it stands in the text. */
export interface YamlScalar {
  readonly kind: "scalar";
  readonly style: "plain" | "'" | '"' | "block" | "alias";
  /** Of its characters, quotes and the header of a block included. */
  readonly start: number;
  readonly end: number;
}

/** What stands in a YAML, in its order. */
export type YamlToken =
  | YamlScalar
  | { readonly kind: "open"; readonly of: "mapping" | "sequence"; readonly start: number }
  | { readonly kind: "tag"; readonly text: string }
  /**
   * `document`: a marker between two. `key`: a key of a block mapping comes. `value`: the colon. `item`: a dash.
   * `comma`: between entries in brackets.
   */
  | { readonly kind: "close" | "document" | "key" | "value" | "item" | "comma" };

/** What has no end. */
export interface Unclosed {
  readonly what: string;
  readonly start: number;
}

/**
 * Tells the tokens of a YAML one after the other, as Kestra's own reader finds them, without calling itself however deep
 * they are nested. What is ill-formed is passed over: that is for Kestra to refuse.
 */
export class YamlScanner {
  readonly #cursor: YamlCursor;
  /** Columns of the block collections that are open. */
  readonly #blocks: number[] = [];
  /** The brackets that are open; all of them within the innermost block collection. */
  readonly #flows: Unclosed[] = [];
  /** A block collection may start here. */
  #mayStart = true;
  /** Where the anchor or tag stands that starts a line, or the rest of one after an indicator. */
  #property: { readonly start: number; readonly column: number } | undefined;
  /** A quoted text or bracket without its end; known when all was read. */
  unclosed: Unclosed | undefined;

  constructor(text: string) {
    this.#cursor = new YamlCursor(text);
  }

  /** All tokens; undefined wherever others may have their turn. @throws InputError for what is nested too deeply */
  *tokens(): Pausing<void, YamlToken> {
    const cursor = this.#cursor;
    for (;;) {
      if ((yield* cursor.skip()) && this.#flows.length === 0) this.#mayStart = true;
      if (cursor.code() === endOfText) {
        this.unclosed ??= this.#flows.at(-1);
        yield* this.#closeAll();
        return;
      }
      if (cursor.isAtMarker()) {
        yield* this.#closeAll();
        cursor.at += 3;
        this.#mayStart = false;
        yield { kind: "document" };
      } else if (this.#flows.length > 0) yield* this.#inFlow();
      else yield* this.#inBlock();
    }
  }

  get #indent(): number {
    return this.#blocks.at(-1) ?? -1;
  }

  *#inBlock(): Pausing<void, YamlToken> {
    const cursor = this.#cursor;
    for (; this.#indent > cursor.column; this.#blocks.pop()) yield { kind: "close" };
    const char = String.fromCharCode(cursor.code());
    const isIndicator = isGap(cursor.code(1));
    if (char === "%" && cursor.column === 0) cursor.skipLine();
    else if (char === "-" && isIndicator) yield* this.#indicator("item", "sequence");
    else if (char === "?" && isIndicator) yield* this.#indicator("key", "mapping");
    else if (char === ":" && isIndicator) yield* this.#indicator("value", "mapping");
    else if (char === "|" || char === ">") {
      const { at: start } = cursor;
      yield* cursor.block(Math.max(1, this.#indent + 1));
      this.#mayStart = true;
      yield { kind: "scalar", style: "block", start, end: cursor.at };
    } else yield* this.#node(char);
  }

  *#inFlow(): Pausing<void, YamlToken> {
    const cursor = this.#cursor;
    const char = String.fromCharCode(cursor.code());
    if (char === "]" || char === "}") {
      cursor.at++;
      this.#flows.pop();
      yield { kind: "close" };
    } else if (char === "," || char === ":" || (char === "?" && isGap(cursor.code(1)))) {
      cursor.at++;
      if (char !== "?") yield { kind: char === "," ? "comma" : "value" };
    } else yield* this.#node(char);
  }

  *#indicator(kind: "item" | "key" | "value", of: "mapping" | "sequence"): Pausing<void, YamlToken> {
    if (this.#mayStart) yield* this.#openBlock(of, this.#cursor.column);
    this.#cursor.at++;
    this.#mayStart = true;
    this.#property = undefined;
    yield { kind };
  }

  /** What is the same in a block and in brackets. */
  *#node(char: string): Pausing<void, YamlToken> {
    const cursor = this.#cursor;
    const { at: start, column } = cursor;
    const inFlow = this.#flows.length > 0;
    if (char === "[" || char === "{") {
      this.#flows.push({ what: char, start });
      const opened = this.#opened(char === "{" ? "mapping" : "sequence");
      cursor.at++;
      yield opened;
    } else if (char === "&" || char === "!") {
      cursor.skipName(inFlow);
      if (this.#property === undefined || !cursor.isInLineOf(this.#property.start))
        this.#property = { start, column };
      yield char === "!" ? { kind: "tag", text: cursor.text.slice(start, cursor.at) } : undefined;
    } else if (char === "*") {
      cursor.skipName(inFlow);
      yield* this.#scalar({ kind: "scalar", style: "alias", start, end: cursor.at }, column);
    } else if (char === "'" || char === '"') {
      if (!(yield* cursor.quoted(char.charCodeAt(0)))) this.unclosed = { what: char, start };
      yield* this.#scalar({ kind: "scalar", style: char, start, end: cursor.at }, column);
    } else {
      const end = yield* cursor.plain(inFlow, this.#indent + 1);
      yield* this.#scalar({ kind: "scalar", style: "plain", start, end }, column);
    }
  }

  /** A scalar, and where it is the key of a block mapping all that this means. */
  *#scalar(scalar: YamlScalar, column: number): Pausing<void, YamlToken> {
    const cursor = this.#cursor;
    const isOneLine = cursor.isInLineOf(scalar.start);
    if (isOneLine) cursor.skipBlanks();
    const hasColon = isOneLine && cursor.code() === 0x3a && isGap(cursor.code(1));
    if (this.#flows.length > 0 || !this.#mayStart || !hasColon) {
      // Past a text without quotes the next line may have begun.
      this.#mayStart = !cursor.isInLineOf(scalar.end);
      yield scalar;
      return;
    }
    const first = this.#property;
    yield* this.#openBlock(
      "mapping",
      first !== undefined && cursor.isInLineOf(first.start) ? first.column : column,
    );
    cursor.at++;
    this.#mayStart = false;
    this.#property = undefined;
    yield { kind: "key" };
    yield scalar;
    yield { kind: "value" };
  }

  /** Opens a collection whose column lies within the innermost one. */
  *#openBlock(of: "mapping" | "sequence", column: number): Pausing<void, YamlToken> {
    if (column <= this.#indent) return;
    this.#blocks.push(column);
    yield this.#opened(of);
  }

  #opened(of: "mapping" | "sequence"): YamlToken {
    const { at: start, text } = this.#cursor;
    if (this.#blocks.length + this.#flows.length <= limits.depth) return { kind: "open", of, start };
    throw new InputError(
      say`The YAML is nested more than ${limits.depth} levels deep, in line ${lineAt(text, start)}.`,
    );
  }

  *#closeAll(): Pausing<void, YamlToken> {
    for (; this.#flows.length > 0; this.#flows.pop()) yield { kind: "close" };
    for (; this.#blocks.length > 0; this.#blocks.pop()) yield { kind: "close" };
  }
}
