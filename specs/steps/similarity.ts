/** Loaded when it is first needed: most calls compare no texts. */
const library = () => import("fuzzball");

/** Characters that are compared: no flow's id is longer, and the time for it grows faster than the text. */
const most = 100;

/** The algorithm of Python's difflib: twice the characters in matching blocks, by the characters of both. */
const exact = { full_process: false, ratio_alg: "difflib", autojunk: false } as const;

/** The same of the characters that stand in both in one order, be they in blocks or not: never less, and sooner known. */
const rough = { full_process: false } as const;

/** How alike texts are by their first 100 characters, from 0 to 1 with two decimals. */
export interface Similarity {
  readonly of: (a: string, b: string) => number;
  readonly isAtLeast: (least: number, a: string, b: string) => boolean;
}

/** Loads what tells it. */
export async function similarity(): Promise<Similarity> {
  const { ratio } = await library();
  const compare = (a: string, b: string, options: typeof exact | typeof rough) =>
    // The library gives 0 for two empty texts.
    a === b ? 1 : ratio(a.slice(0, most), b.slice(0, most), { ...options }) / 100;
  const of = (a: string, b: string) => compare(a, b, exact);
  return { of, isAtLeast: (least, a, b) => compare(a, b, rough) >= least && of(a, b) >= least };
}
