import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { correctionsSchema } from "../../../generator/spec/grammar/corrections.ts";
import { effectsSchema } from "../../../generator/spec/grammar/effects.ts";
import { officialServerSchema } from "../../../generator/spec/grammar/official-server.ts";
import { outputKeys } from "../../../generator/forms/forms.ts";
import { releasesSchema } from "../../../generator/spec/grammar/releases.ts";
import { servicesSchema } from "../../../generator/spec/grammar/services.ts";
import { toolSchema } from "../../../generator/spec/grammar/tool.ts";
import { toolsetsSchema } from "../../../generator/spec/grammar/toolsets.ts";
import { isObject } from "../../../runtime/json.ts";
import { editorFiles, keysIn } from "./editor-files.ts";
import { startLanguageServer, type LanguageServer, type Position } from "./language-server.ts";

const none = {
  lines: [],
  contracts: new Map(),
  serviceContracts: new Map(),
  vocabulary: {},
  tools: [],
  operations: [],
};
const grammars = [
  toolSchema,
  outputKeyed(),
  toolsetsSchema,
  effectsSchema,
  releasesSchema,
  servicesSchema,
  correctionsSchema(none),
  officialServerSchema,
];
/** Key -> what the grammars say of it, in all the places where it may stand. */
const said = helpOf(grammars);
const seen = new Set<string>();

let server: LanguageServer;

beforeAll(async () => {
  server = await startLanguageServer();
  await Promise.all(editorFiles("hover").map(async ({ path, text }) => server.open(path, text)));
}, 60_000);

afterAll(() => {
  server.close();
});

describe.each(editorFiles("hover"))("$name", ({ path, text }) => {
  it("explains its keys", async () => {
    for (const { key, at } of keysIn(text)) {
      const help = said.get(key);
      if (help === undefined) continue;
      const hover = plain(await server.hover(path, middleOf(key, at)));
      for (const one of help) if (hover.includes(plain(one))) seen.add(`${key}: ${one}`);
    }
  });
});

it("leaves no key of any grammar unexplained", () => {
  const all = [...said].flatMap(([key, help]) => [...help].map((one) => `${key}: ${one}`));
  expect(all.length).toBeGreaterThan(80);
  expect(all.filter((one) => !seen.has(one))).toEqual([]);
});

it("tells what the operation of a request is", async () => {
  const text =
    "# yaml-language-server: $schema=../tool.schema.json\nrequest: GET /api/v1/{tenant}/flows/search\n";
  await server.open("specs/flow/explained.yaml", text);
  const hover = plain(await server.hover("specs/flow/explained.yaml", { line: 1, character: 20 }));
  expect(hover).toMatch(/Search for flows\. Takes .*page.*filters of FLOW/u);
});

/** Where a hand would point: on the first character an editor may still mean what ends before it. */
function middleOf(key: string, at: Position): Position {
  return { line: at.line, character: at.character + Math.ceil(key.length / 2) };
}

function outputKeyed(): object {
  return { properties: outputKeys };
}

function helpOf(schemas: readonly unknown[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    for (const [key, property] of Object.entries(isObject(value.properties) ? value.properties : {})) {
      if (!isObject(property) || typeof property.description !== "string") continue;
      found.set(key, (found.get(key) ?? new Set()).add(property.description));
    }
    Object.values(value).forEach(visit);
  };
  visit(schemas);
  return found;
}

/** Without the marks by which an editor shows a character that Markdown would take for its own. */
function plain(text: string): string {
  return text.replaceAll("\\", "").replaceAll("&nbsp;", " ").replaceAll("&gt;", ">").replace(/\s+/gu, " ");
}
