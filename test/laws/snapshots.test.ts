import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "oxfmt";
import { expect, it } from "vitest";
import { deadUrl } from "../runtime/support/server.ts";
import { catalog } from "../../generated/catalog.ts";
import { lazy } from "../../runtime/lazy.ts";
import { listed } from "./support/listed.ts";

/**
 * What a client sees of each tool, as `tools/list` answers it. `UPDATE_SNAPSHOTS=1` writes them anew; in CI
 * nothing is ever written.
 */
const folder = join(import.meta.dirname, "snapshots");
const update = process.env.UPDATE_SNAPSHOTS === "1" && process.env.CI === undefined;

// Nobody answers there, so that nothing is hidden.
const shown = lazy(async () => listed(await deadUrl()));

if (update) {
  mkdirSync(folder, { recursive: true });
  for (const file of orphans()) rmSync(join(folder, file));
}

it.each(catalog.map(({ name }) => name))("%s", async (name) => {
  const tool = (await shown()).find((it) => it.name === name);
  const { code: text } = await format("a.json", JSON.stringify(tool ?? null), { printWidth: 110 });
  const file = join(folder, `${name}.json`);
  if (update) writeFileSync(file, text);
  expect(
    readText(file),
    "Review the change, then run UPDATE_SNAPSHOTS=1 npx vitest run test/laws/snapshots",
  ).toBe(text);
});

it("lists the tools of the catalog, in its order, and no others", async () => {
  expect((await shown()).map(({ name }) => name)).toEqual(catalog.map(({ name }) => name));
});

it("has no snapshot of a tool that is gone", () => {
  expect(orphans()).toEqual([]);
});

function orphans(): readonly string[] {
  return readdirSync(folder).filter((file) => !catalog.some(({ name }) => file === `${name}.json`));
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "(missing)";
  }
}
