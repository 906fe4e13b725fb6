import type { IndexedText, WordIndex } from "./word-search.ts";

/** Loaded when it is first needed: most servers never search. */
const library = () => import("./word-search.ts");

/** An index of texts; takes about a tenth of a second for two thousand. */
export async function wordIndex(texts: readonly IndexedText[]): Promise<WordIndex> {
  const { createWordIndex } = await library();
  return createWordIndex(texts);
}
