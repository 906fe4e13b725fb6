const space = 0x20;
const tab = 0x09;
const hash = 0x23;
const colon = 0x3a;
const backslash = 0x5c;
const apostrophe = 0x27;

/** A character's code after the last one. */
export const endOfText = -1;

/** A line break as YAML 1.1, and so Kestra, has it. */
function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029;
}

function isBlank(code: number): boolean {
  return code === space || code === tab;
}

/** True for what may stand after an indicator: a blank, a line break, the end. */
export function isGap(code: number): boolean {
  return isBlank(code) || isBreak(code) || code === endOfText;
}

/** `,`, `[`, `]`, `{` and `}`. */
function isFlowIndicator(code: number): boolean {
  return code === 0x2c || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d;
}

/** Work that others may interrupt wherever it yields, which it does all along. */
export type Pausing<Result, Told = undefined> = Generator<Told | undefined, Result, void>;

/** Characters or lines between two pauses. */
const stretch = 5000;

/** A place in a YAML that only moves on: each of its steps takes time that grows with the characters it passes. */
export class YamlCursor {
  readonly text: string;
  at: number;
  #lineStart: number;
  #steps = 0;

  constructor(text: string) {
    this.text = text;
    this.at = text.startsWith("\ufeff") ? 1 : 0;
    this.#lineStart = this.at;
  }

  /** Characters before it in its line. */
  get column(): number {
    return this.at - this.#lineStart;
  }

  code(ahead = 0): number {
    const at = this.at + ahead;
    return at < this.text.length ? this.text.charCodeAt(at) : endOfText;
  }

  /** True where no line ends between an earlier place and this one. */
  isInLineOf(at: number): boolean {
    return at >= this.#lineStart;
  }

  /** To the next token, past blanks, comments and empty lines. @returns whether that is in another line */
  *skip(): Pausing<boolean> {
    const { at } = this;
    for (;;) {
      this.skipBlanks();
      if (this.code() === hash) this.skipLine();
      if (!isBreak(this.code())) return !this.isInLineOf(at);
      this.#break();
      if (this.#isTime()) yield;
    }
  }

  skipBlanks(): void {
    if (isBlank(this.code())) this.#skipTo(/[^ \t]/g);
  }

  /** To the end of the line. */
  skipLine(): void {
    this.#skipTo(/[\n\r\x85\u2028\u2029]/g);
  }

  /** Past a name, such as that of an anchor or a tag. */
  skipName(inFlow: boolean): void {
    this.#skipTo(inFlow ? /[ \t\n\r\x85\u2028\u2029,[\]{}]/g : /[ \t\n\r\x85\u2028\u2029]/g);
  }

  /** True at `---` and `...`, which stand between documents. */
  isAtMarker(): boolean {
    if (this.column !== 0 || !isGap(this.code(3))) return false;
    return this.text.startsWith("---", this.at) || this.text.startsWith("...", this.at);
  }

  /** Past what stands in quotes, of which the first is here. @returns false where there is no second one */
  *quoted(quote: number): Pausing<boolean> {
    this.at++;
    for (let code = this.code(); code !== endOfText; code = this.code()) {
      if (this.#isTime()) yield;
      if (isBreak(code)) {
        this.#break();
        continue;
      }
      this.at++;
      const next = this.code();
      if (code === backslash && quote !== apostrophe && !isBreak(next) && next !== endOfText) this.at++;
      else if (code === quote && quote === apostrophe && next === quote) this.at++;
      else if (code === quote) return true;
    }
    return false;
  }

  /**
   * Past a text without quotes, its further lines included.
   * @param least column of the further lines
   * @returns where it ends
   */
  *plain(inFlow: boolean, least: number): Pausing<number> {
    // Whoever calls this has looked at the first one.
    this.at++;
    for (;;) {
      while (!this.#endsPlain(inFlow)) {
        this.at++;
        if (this.#isTime()) yield;
      }
      const end = this.at;
      this.skipBlanks();
      if (!isBreak(this.code())) {
        if (this.at === end || this.code() === hash || this.#endsPlain(inFlow)) return end;
        if (this.#isTime()) yield;
        continue;
      }
      while (isBreak(this.code())) {
        this.#break();
        this.skipBlanks();
        if (this.#isTime()) yield;
      }
      const isOver = this.code() === hash || this.#endsPlain(inFlow) || this.isAtMarker();
      if (isOver || (!inFlow && this.column < least)) return end;
    }
  }

  /**
   * Past a block scalar, whose `|` or `>` is here.
   * @param least column of its lines
   */
  *block(least: number): Pausing<void> {
    const [, digit] = /^[-+]?([1-9])/.exec(this.text.slice(this.at + 1, this.at + 3)) ?? [];
    let indent = digit === undefined ? 0 : least + Number(digit) - 1;
    this.skipLine();
    if (isBreak(this.code())) this.#break();
    for (;;) {
      while (this.code() === space && (indent === 0 || this.column < indent)) this.at++;
      if (this.#isTime()) yield;
      if (isBreak(this.code())) {
        this.#break();
        continue;
      }
      if (this.code() === endOfText) return;
      if (this.column < (indent === 0 ? least : indent)) {
        this.at = this.#lineStart;
        return;
      }
      indent ||= this.column;
      this.skipLine();
    }
  }

  #endsPlain(inFlow: boolean): boolean {
    const code = this.code();
    if (isGap(code) || (inFlow && isFlowIndicator(code))) return true;
    if (code !== colon) return false;
    const next = this.code(1);
    return isGap(next) || (inFlow && isFlowIndicator(next));
  }

  #break(): void {
    this.at += this.code() === 0x0d && this.code(1) === 0x0a ? 2 : 1;
    this.#lineStart = this.at;
  }

  /** @param wanted one character, to be found by a search from here on */
  #skipTo(wanted: RegExp): void {
    wanted.lastIndex = this.at;
    this.at = wanted.exec(this.text)?.index ?? this.text.length;
  }

  #isTime(): boolean {
    return ++this.#steps % stretch === 0;
  }
}

/** The number of the line in which a character stands. */
export function lineAt(text: string, at: number): number {
  let line = 1;
  for (let i = 0; i < at; i++) {
    const code = text.charCodeAt(i);
    if (isBreak(code) && !(code === 0x0d && text.charCodeAt(i + 1) === 0x0a)) line++;
  }
  return line;
}
