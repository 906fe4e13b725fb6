import MiniSearch from "minisearch";
import { synonyms } from "./synonyms.ts";

/** A text that is found by words. */
export interface IndexedText {
  /** What counts most, such as the name of a class. Names of code are taken apart: `SlackWebhook` has the word slack. */
  readonly name: string;
  readonly title?: string | undefined;
  readonly body?: string | undefined;
  /** Names that belong to it, such as those of its properties. */
  readonly parts?: string | undefined;
  /** How good it is beside another one that matches as well; 1 is the usual. */
  readonly weight?: number;
}

/** Finds texts by words. */
export interface WordIndex {
  /** The places of the texts that have some of the words, the best first. A word may be the beginning of one, or have a mistake. */
  search(query: string): readonly number[];
  /** The words of a query that no text has. */
  unknown(query: string): readonly string[];
}

/** Words that sentences are made of, which say nothing of what is wanted. */
const fillers = new Set(
  "a an and as at by do for from how i in into is it me my of on or that the then this to want when with".split(
    " ",
  ),
);

/** Words of a query that are looked for, and characters of each: looking for mistakes in a word takes time. */
const longest = { words: 16, word: 60 };

/** How much a word counts that was not written so, beside one that was. */
const guessed = 0.3;

/** An index over texts that are there from the beginning. */
export function createWordIndex(texts: readonly IndexedText[]): WordIndex {
  const index = new MiniSearch<{ readonly id: number }>({
    fields: ["name", "title", "body", "parts"],
    extractField: (at: { readonly id: number }, field) =>
      field === "id" ? at.id : texts[at.id]?.[field as keyof IndexedText],
    tokenize: (text) => text.split(/[^\p{L}\p{N}]+/u).flatMap((word) => [word, ...partsOf(word)]),
    processTerm: (word) => (isTelling(word) ? singular(word.toLowerCase()) : null),
  });
  index.addAll(texts.map((_, id) => ({ id })));
  const isKnown = (word: string) =>
    index.search(word, { fields: ["name", "title"], prefix: false, fuzzy: false }).length > 0;
  return {
    search(query) {
      const words = wordsOf(query);
      const written = new Set(words.map((word) => singular(word.toLowerCase())));
      const others = words.flatMap((word) => [...synonymsOf(word), ...partsOf(word)]);
      const found = index.search([...new Set([...words, ...others])].join(" "), {
        tokenize: (text) => text.split(" "),
        boost: { name: 4, title: 2, parts: 0.7 },
        prefix: (word) => word.length > 2,
        // Where a word is there, none that is like it was meant.
        fuzzy: (word) => (word.length > 3 && !isKnown(word) ? (word.length > 5 ? 2 : 1) : false),
        weights: { prefix: 0.2, fuzzy: 0.3 },
        boostTerm: (word) => (written.has(word) ? 1 : guessed),
        boostDocument: (id: number) => texts[id]?.weight ?? 1,
      });
      return found.map(({ id }) => id as number);
    },
    unknown: (query) =>
      wordsOf(query).filter((word) => index.search(word, { prefix: word.length > 2 }).length === 0),
  };
}

/** The words of a query. */
function wordsOf(query: string): readonly string[] {
  const words = query
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => isTelling(word) && word.length <= longest.word);
  return [...new Set(words)].slice(0, longest.words);
}

function isTelling(word: string): boolean {
  return word !== "" && !fillers.has(word.toLowerCase());
}

/** Buckets as bucket: only whether two words are the same counts. */
function singular(word: string): string {
  return word.length > 3 ? word.replace(/ies$/, "y").replace(/(?<![sui])s$/, "") : word;
}

/** What people call the same thing. */
function synonymsOf(word: string): readonly string[] {
  return synonyms.get(singular(word.toLowerCase())) ?? [];
}

/** The words that a name of code is made of: of `BigQuery` big and query; none of a plain word. */
function partsOf(word: string): readonly string[] {
  const parts = word.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u);
  return parts.length > 1 ? parts : [];
}
