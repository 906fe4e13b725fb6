import { inOwnProcess } from "./own-process.ts";

/** What the catalogue of a full install costs. */
export interface CatalogueCost {
  readonly types: number;
  /** Of the longest page of `list_plugins`, as an agent reads it. */
  readonly tokens: number;
  /** Milliseconds of the first search, which makes the index. */
  readonly first: number;
  /** Of each search after it. */
  readonly searches: readonly number[];
  /** Bytes of the heap of all that is known of plugins and types. */
  readonly known: number;
  /** Of the index over that. */
  readonly index: number;
  /** Of the index over the names of their properties, too, which is made once a word is in nothing else. */
  readonly whole: number;
}

/** Lists and searches a full install in a process of its own. */
export async function catalogueCost(): Promise<CatalogueCost> {
  return inOwnProcess("catalogue-process.ts");
}
