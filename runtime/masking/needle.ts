/** Symbols that are looked for, in a time that only grows with where they are looked for (Knuth, Morris and Pratt). */
export class Needle {
  readonly #symbols: Int32Array;
  /** For each beginning, the length of the longest shorter one that it ends with. */
  readonly #borders: Int32Array;

  constructor(symbols: Int32Array) {
    this.#symbols = symbols;
    this.#borders = new Int32Array(symbols.length + 1);
    let border = 0;
    for (let at = 1; at < symbols.length; at++) {
      border = this.#longer(border, symbols[at]);
      this.#borders[at + 1] = border;
    }
  }

  get length(): number {
    return this.#symbols.length;
  }

  /** Tells of each place where it begins, from first to last; places may overlap. */
  each(symbols: Int32Array, found: (first: number) => void): void {
    if (this.length === 0) return;
    let matched = 0;
    for (let at = 0; at < symbols.length; at++) {
      matched = this.#longer(matched, symbols[at]);
      if (matched < this.length) continue;
      found(at + 1 - matched);
      matched = this.#borders[matched] ?? 0;
    }
  }

  #longer(matched: number, symbol: number | undefined): number {
    let length = matched;
    while (length > 0 && this.#symbols[length] !== symbol) length = this.#borders[length] ?? 0;
    return this.#symbols[length] === symbol ? length + 1 : 0;
  }
}
