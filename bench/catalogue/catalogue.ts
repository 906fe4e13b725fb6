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

const runs = 5;

/** The rows of what it costs to search all plugins. */
export async function catalogueRows(): Promise<readonly Row[]> {
  const costs: CatalogueCost[] = [];
  for (let run = 0; run < runs; run++) costs.push(await catalogueCost());
  return rowsOfCatalogue(costs);
}

/** The rows of several runs. */
export function rowsOfCatalogue(costs: readonly CatalogueCost[]): readonly Row[] {
  const among = `${costs[0]?.types ?? 0} types of plugins`;
  const of = (what: "tokens" | "first" | "known" | "index" | "whole") => costs.map((one) => one[what]);
  const megabytes = (what: "known" | "index" | "whole") => of(what).map((bytes) => bytes / 1024 / 1024);
  const searches = costs.flatMap((one) => one.searches);
  return [
    row(`the longest page of list_plugins, of ${among}`, "tokens", of("tokens"), { atMost: 3000 }),
    row(`time of the first search among ${among}`, "ms", of("first")),
    row(`time of a later search among ${among}`, "ms", searches, { atMost: 20 }),
    row(`heap of what is known of ${among}`, "MB", megabytes("known")),
    row(`heap of the index of ${among}`, "MB", megabytes("index"), { atMost: 15 }),
    row(`heap of the index of ${among} and their properties`, "MB", megabytes("whole"), { atMost: 15 }),
  ];
}
