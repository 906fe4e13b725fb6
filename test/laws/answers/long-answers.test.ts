import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalog } from "../../../generated/catalog.ts";
import { TooLargeError } from "../../../runtime/errors.ts";
import { run } from "../../../runtime/call/run.ts";
import { isChoice } from "../../../runtime/tool/definition.ts";
import { contextFor } from "../../runtime/support/context.ts";
import { root } from "../../support/source.ts";
import { readSpecs } from "../support/specs.ts";
import { say } from "../../../runtime/text/said.ts";

/** What takes Kestra long: a model writes the answer, or a run is waited for. */
const long = /\{tenant\}\/(?:ai\/generate\/|tests\/\{namespace\}\/\{id\}\/run)/;

/** Of each such request in a spec whether it is slow. */
function waits(grammar: object): readonly unknown[] {
  return Object.values(grammar).flatMap((value: unknown) => {
    if (typeof value !== "object" || value === null) return [];
    const { request = "", slow = false } = value as { readonly request?: unknown; readonly slow?: unknown };
    return [...(long.test(JSON.stringify(request)) ? [slow] : []), ...waits(value)];
  });
}

describe("answers that take long", () => {
  it("are waited for", () => {
    const found = readSpecs().flatMap(({ tool }) => waits({ tool }));
    expect(found).toEqual([true, true, true, true, true]);
  });
});

describe("large answers", () => {
  it("of a text or a file that is read on from an offset are kept in parts", () => {
    const folder = join(root, "generated");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((it) =>
      it.endsWith(".ts"),
    );
    const texts = files
      .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }))
      .filter(({ text }) => /\bread: (?:text|file)\(/.test(text))
      .filter(({ text }) => /\blimit: \{[^}]*\btext: "[^}]*\boffset: "/.test(text));
    expect(texts.length).toBeGreaterThanOrEqual(2);
    const whole = texts.filter(({ text }) => !/\bexcerpt: "(?:text|file)"/.test(text));
    expect(
      whole.map(({ path }) => path),
      "Cut what is read of an answer by a limit.",
    ).toEqual([]);
  });

  it("of a search of executions come in smaller pages", async () => {
    const tool = catalog.find(({ name }) => name === "list_executions");
    if (tool === undefined || isChoice(tool.behaviour)) throw new Error("list_executions is missing.");
    const all = Array.from({ length: 30 }, (_, i) => ({
      id: `e${i}`,
      namespace: "company.team",
      flowId: "hello",
      state: { current: "SUCCESS" },
    }));
    const asked: string[] = [];
    const context = contextFor(({ query }) => {
      const [page, size] = [Number(query?.page), Number(query?.size)];
      asked.push(`${page}x${size}`);
      if (size > 7) throw new TooLargeError(say`Too large.`, 200);
      const results = all.slice((page - 1) * size, page * size);
      return { status: 200, mediaType: "application/json", text: JSON.stringify({ results, total: 30 }) };
    });
    const input = { time_range: "", start_date: "", end_date: "", flow_id: "", namespace: "company.team" };
    const given = { ...input, count: 13, page_size: 20, offset: 9 };

    const { output } = await run(tool.behaviour, given, {
      ...context,
      send: async (plan, options) => context.send(plan, options),
    });
    const ids = (output.results as readonly { readonly id: string }[]).map(({ id }) => id);
    expect(ids).toEqual(all.slice(9, 22).map(({ id }) => id));
    expect(asked.slice(0, 2)).toEqual(["1x13", "1x7"]);
  });
});
