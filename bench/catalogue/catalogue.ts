import { inOwnProcess } from "../own-process.ts";
import { row, type Row } from "../report/row.ts";

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
  return inOwnProcess("catalogue/catalogue-process.ts");
}

/** The rows of what it costs to search all plugins. */
export async function catalogueRows(): Promise<readonly Row[]> {
  const { types, tokens, first, searches, known, index, whole } = await catalogueCost();
  const megabytes = (bytes: number) => bytes / 1024 / 1024;
  return [
    row(`a page of list_plugins, ${types} types`, "tokens", tokens, { atMost: 3000 }),
    row("the first search among them", "ms", first),
    row("a search after it", "ms", searches, { atMost: 20 }),
    row("what is known of them, of the heap", "MB", megabytes(known)),
    row("the index of them", "MB", megabytes(index), { atMost: 15 }),
    row("with that of their properties", "MB", megabytes(whole), { atMost: 15 }),
  ];
}
