import { describe, expect, it } from "vitest";
import { catalog } from "../../generated/catalog.ts";
import { lines } from "../../generated/releases.ts";
import { presets, toolsets } from "../../generated/toolsets.ts";
import { methods } from "../../runtime/mcp/methods.ts";
import { configs, httpServer, json } from "../runtime/support/server.ts";
import { sessionFor } from "../runtime/support/session.ts";
import { anthropic } from "./clients/anthropic.ts";
import { codex } from "./clients/codex.ts";
import { gemini } from "./clients/gemini.ts";
import { langchain4j } from "./clients/langchain4j.ts";
import { openai, openaiStrict } from "./clients/openai.ts";
import type { Converter, Wire } from "./clients/rules.ts";
import { vscode } from "./clients/vscode.ts";
import { laxNodes } from "./strict-schema.ts";

const converters: readonly Converter[] = [
  gemini,
  openai,
  openaiStrict,
  anthropic,
  langchain4j,
  vscode,
  codex,
];

interface Listed {
  readonly name: string;
  readonly inputSchema: Wire;
  readonly outputSchema: Wire;
}

const compiled = { version: "9.9.9", tools: catalog, prompts: [], resources: [], toolsets, presets, lines };

const kestras = lines.flatMap((line) =>
  (["OSS", "EE"] as const).map((edition) => ({ line, edition, version: `${line}.9` })),
);

const ways = [
  { how: "as they are", env: {}, least: 28 },
  { how: "read-only", env: { KESTRA_MCP_READ_ONLY: "true" }, least: 15 },
  { how: "with tokens that confirm", env: { KESTRA_MCP_CONFIRM: "write" }, least: 28 },
];

/** What `tools/list` answers a client, as it comes over the wire. */
async function listOf(config: object, env: Record<string, string>): Promise<readonly Listed[]> {
  const { url } = await httpServer((_, response) => {
    json(response, { ...configs, ...config });
  });
  const session = sessionFor(url, { KESTRA_MCP_ENABLED_TOOLS: "*", ...env }, compiled);
  const context = { session, signal: new AbortController().signal, progress: () => undefined };
  await session.detector.instance(context.signal);
  const { tools } = (await methods["tools/list"]({}, context)) as unknown as { tools: readonly Listed[] };
  return JSON.parse(JSON.stringify(tools)) as readonly Listed[];
}

describe.each(kestras)("the tools of Kestra $line $edition", ({ edition, version }) => {
  it.each(ways)("are taken by every client, $how", async ({ env, least }) => {
    const tools = await listOf({ edition, version }, env);
    expect(tools.length).toBeGreaterThanOrEqual(least);
    for (const { name, inputSchema, outputSchema } of tools) {
      expect(laxNodes(inputSchema), `${name} takes`).toEqual([]);
      expect(laxNodes(outputSchema), `${name} gives`).toEqual([]);
      for (const { client, convert } of converters) {
        expect(() => convert(inputSchema), `${name} in ${client}`).not.toThrow();
      }
    }
  });
});

describe("the rules of clients", () => {
  const text = { type: "string" };
  const of = (properties: object): Wire => ({ type: "object", properties, additionalProperties: false });

  it.each([
    ["a list that does not say what it holds", of({ ids: { type: "array" } }), /items|holds|anything/],
    ["no type", of({ value: { description: "Any JSON." } }), /type|without properties/],
    ["no type in a list", of({ ids: { type: "array", items: {} } }), /type|without properties/],
  ])("refuse %s", (_, schema, message) => {
    expect(laxNodes(schema)).toHaveLength(1);
    const refusing = converters.filter(({ convert }) => {
      try {
        convert(schema);
        return false;
      } catch (error) {
        expect((error as Error).message).toMatch(message);
        return true;
      }
    });
    expect(refusing).toEqual(expect.arrayContaining([langchain4j, gemini]));
  });

  it.each([
    ["two types", of({ a: { type: ["string", "null"] } })],
    ["an object of which nothing is said", of({ a: { type: "object" } })],
    ["a schema of other properties", of({ a: { ...of({ b: text }), additionalProperties: text } })],
    ["values of two types", of({ a: { type: "string", enum: ["a", 1] } })],
    ["a required argument that there is not", { ...of({ a: text }), required: ["b"] }],
  ])("are kept by a law that refuses %s", (_, schema) => {
    expect(laxNodes(schema)).toHaveLength(1);
  });

  it("name where each is written down", () => {
    for (const { client, source } of converters) expect(source, client).toMatch(/\w+\/[\w-]+/);
    expect(new Set(converters.map(({ client }) => client)).size).toBe(converters.length);
  });

  it("leave OpenAI strict but for tools with an object of any properties", () => {
    const isStrict = (schema: Wire) => (openaiStrict.convert(schema) as { strict: boolean }).strict;
    const loose = catalog.filter(({ inputSchema }) => !isStrict(inputSchema as unknown as Wire));
    const open = catalog.filter(({ inputSchema }) =>
      JSON.stringify(inputSchema).includes('"additionalProperties":true'),
    );
    expect(loose.map(({ name }) => name)).toEqual(open.map(({ name }) => name));
    expect(loose.length).toBeLessThan(catalog.length / 4);
  });
});
