import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalog } from "../../generated/catalog.ts";
import { behavioursOf } from "../../runtime/catalog/narrow.ts";
import { toolOfView } from "../../runtime/view.ts";
import { readSources, root } from "../support/source.ts";

const shown = catalog.filter(({ view }) => view !== undefined);
const pages = new Map(
  await Promise.all(shown.map(async ({ name, view }) => [name, (await view?.())?.html ?? ""] as const)),
);

describe("views", () => {
  it("are there", () => {
    const written = readdirSync(join(root, "specs/views")).filter((file) => file.endsWith(".ts"));
    expect(written.length).toBeGreaterThan(0);
    expect(shown).toHaveLength(written.length);
  });

  it("have less than 30 KB, as one file that asks no network for anything", () => {
    for (const [name, html] of pages) {
      expect(Buffer.byteLength(html), name).toBeLessThan(30_000);
      expect(html, name).not.toMatch(
        /<link|<script src|@import|url\(|\bfetch\(|XMLHttpRequest|WebSocket|import\(/,
      );
      // The one address is the name of a language.
      expect(html.replaceAll("http://www.w3.org/2000/svg", ""), name).not.toMatch(/https?:\/\/[a-z]/);
    }
  });

  it("take nothing of a result for markup, and are as tall as what is in them", () => {
    const sources = readSources(["specs/views/**/*.ts"]).map(({ path, file }) => ({ path, text: file.text }));
    const found = sources.filter(({ text }) =>
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|localStorage|document\.cookie/.test(
        text,
      ),
    );
    expect(
      found.map(({ path }) => path),
      "Make elements with what specs/views/page/ has.",
    ).toEqual([]);
    for (const [name, html] of pages) expect(html, name).not.toMatch(/\d[sdl]?v[hb]\b/);
  });

  it("belong to tools that only read, which name their page", () => {
    for (const tool of shown) {
      const { name, _meta } = tool;
      expect(
        behavioursOf(tool).map(({ effect }) => effect),
        name,
      ).toEqual(["read"]);
      expect(toolOfView(_meta?.ui.resourceUri ?? ""), name).toBe(name);
    }
    const others = catalog.filter(({ view }) => view === undefined);
    expect(
      others.filter(({ _meta }) => _meta !== undefined),
      "Only a tool with a view may name one: remove `view` from its spec.",
    ).toEqual([]);
  });
});
