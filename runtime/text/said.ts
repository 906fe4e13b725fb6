import { visible } from "./visible.ts";

/** A piece of a sentence: words of ours, or a text that somebody else chose and that may hold a secret. */
interface Piece {
  readonly text: string;
  readonly own: boolean;
  /** Of a long text of somebody else: how much of it is shown, once no secret is left in it. */
  readonly cut?: Cut | undefined;
}

interface Cut {
  /** Characters. */
  readonly most: number;
  /** What is written after them. */
  readonly end: string;
}

/** What may stand in a hole of a sentence. A text is foreign; only a sentence brings words of ours with it. */
type Hole = string | number | Said;

/** A text that is written out in our code is ours: in a hole it would be taken for a foreign one, so `say` it, too. */
type NotOurs<H> = H extends string ? (string extends H ? H : never) : H;

/**
 * A sentence that knows which of its words are ours. It is no text by itself: whoever shows it says how secrets are taken
 * out of what is foreign in it, and never touches our own words with that.
 */
export class Said {
  readonly #pieces: readonly Piece[];

  constructor(pieces: readonly Piece[]) {
    // What touches is one text: a secret may reach from one hole into the next.
    const joined: Piece[] = [];
    for (const piece of pieces) {
      if (piece.text === "") continue;
      const last = joined.at(-1);
      if (last?.own === piece.own && last.cut === undefined) joined[joined.length - 1] = oneOf(last, piece);
      else joined.push(piece);
    }
    this.#pieces = joined;
  }

  get pieces(): readonly Piece[] {
    return this.#pieces;
  }

  /** The same sentence with each of its foreign texts changed, such as masked. */
  changed(change: (foreign: string) => string): Said {
    return new Said(
      this.#pieces.map((piece) => (piece.own ? piece : { ...piece, text: change(piece.text) })),
    );
  }

  /**
   * The text for people and models, on which what is foreign starts no line and moves no cursor.
   * @param mask takes secrets out of what is foreign
   */
  masked(mask: (foreign: string) => string): string {
    return this.#pieces
      .map((piece) => (piece.own ? piece.text : visible(cutOff({ ...piece, text: mask(piece.text) }))))
      .join("");
  }

  /** All of it as it is, secrets included: for comparing, never for showing. */
  toString(): string {
    return this.#pieces.map(cutOff).join("");
  }
}

/** A sentence: what is written out is ours, what stands in a hole is foreign unless it is a sentence itself. */
export function say<const Holes extends readonly Hole[]>(
  texts: TemplateStringsArray,
  ...holes: Holes & { readonly [I in keyof Holes]: NotOurs<Holes[I]> }
): Said {
  const pieces = texts.flatMap((text, i) => [{ text, own: true }, ...(i < holes.length ? of(holes[i]) : [])]);
  return new Said(pieces);
}

/** A text of our specs, such as an advice, as words of ours. Never what a request, an answer or an argument holds. */
export function own(text: string): Said {
  return new Said([{ text, own: true }]);
}

/** A text of somebody else. */
export function foreign(text: string): Said {
  return new Said([{ text, own: false }]);
}

/**
 * A text of somebody else of which no more is shown than so many characters. It is cut after secrets were taken out of it: of
 * half a secret nobody would know that it is one.
 * @param end what is written after what is cut off
 */
export function shortened(text: string, most: number, end = `… (${text.length} characters)`): Said {
  return new Said([{ text, own: false, ...(text.length > most ? { cut: { most, end } } : {}) }]);
}

/** One after the other, with a text of ours between. */
export function joined(parts: readonly (string | Said)[], between: string): Said {
  return new Said(
    parts.flatMap((part, i) => [...(i > 0 ? [{ text: between, own: true }] : []), ...of(part)]),
  );
}

function of(hole: Hole | undefined): readonly Piece[] {
  if (hole instanceof Said) return hole.pieces;
  if (typeof hole === "number") return [{ text: String(hole), own: true }];
  return hole === undefined ? [] : [{ text: hole, own: false }];
}

/** Two pieces as one, which is cut where the second is. */
function oneOf(first: Piece, { text, own, cut }: Piece): Piece {
  const moved = cut && { cut: { ...cut, most: first.text.length + cut.most } };
  return { text: first.text + text, own, ...moved };
}

function cutOff({ text, cut }: Piece): string {
  return cut === undefined || text.length <= cut.most ? text : `${text.slice(0, cut.most)}${cut.end}`;
}
