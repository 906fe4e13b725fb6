import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { fullInstall } from "../../sandbox/catalogue/full-install.ts";
import { entryOf } from "../../sandbox/plugins/listing.ts";
import { pluginCatalog } from "../../specs/steps/catalog/plugin-catalog.ts";
import { pluginRow } from "../../specs/steps/catalog/plugin-row.ts";
import { catalogRows } from "../../specs/steps/catalog/rows.ts";
import { typeIndex } from "../../specs/steps/catalog/type-index.ts";
import type { CatalogueCost } from "./catalogue.ts";
import { heap } from "../heap.ts";

/* Lists and searches a full install, and prints a CatalogueCost; run with `--expose-gc`. */
const queries =
  "upload a file,download bucket,query table,send message,create ticket,uplaod fiel,amber base,list the objects of a bucket,io.kestra.plugin.core.log.Log,delete snapshots of a volume".split(
    ",",
  );

// What is kept of an answer is text that nothing else holds.
const listed = JSON.stringify(fullInstall().map((plugin) => entryOf(plugin, "2.0")));
const properties = new Map(
  fullInstall().flatMap(({ types }) => types.map((type) => [type.cls, Object.keys(type.properties ?? {})])),
);
// The library is loaded, as it is for any index.
await typeIndex(pluginCatalog([], undefined));

const empty = await heap();
const catalog = pluginCatalog(JSON.parse(listed) as never, undefined);
const known = (await heap()) - empty;
const [first, index] = await timed(() => typeIndex(catalog).then((made) => (made.search("file"), made)));
const indexed = (await heap()) - empty - known;
const searches: number[] = [];
for (const query of [...queries, ...queries, ...queries])
  searches.push((await timed(() => Promise.resolve(index.search(query))))[0]);
await typeIndex(catalog, properties);
const whole = (await heap()) - empty - known;

const cost: CatalogueCost = {
  types: catalog.types.size,
  tokens: longestPage(),
  first,
  searches,
  known,
  index: indexed,
  whole,
};
process.stdout.write(JSON.stringify(cost));

function longestPage(): number {
  const rows = catalog.plugins.map(pluginRow);
  const pages: number[] = [];
  for (let offset = 0; offset < rows.length;) {
    const page = catalogRows(rows, offset);
    pages.push(countTokens(JSON.stringify(page)));
    offset += page.results.length;
  }
  return Math.max(...pages);
}

async function timed<Made>(make: () => Promise<Made>): Promise<readonly [number, Made]> {
  const began = performance.now();
  const made = await make();
  return [performance.now() - began, made];
}
