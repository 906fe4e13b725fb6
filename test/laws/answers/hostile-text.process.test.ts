import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { describe, expect, it } from "vitest";
import { limits } from "../../../runtime/limits.ts";
import { answering, shipped, transports } from "../support/shipped.ts";

/** The program itself, over each transport, on a Kestra that answers every request with this. */
async function connected(transport: (typeof transports)[number], answer: string): Promise<Client> {
  const { url } = await answering(answer);
  const { client } = await shipped(transport, {
    env: { KESTRA_BASE_URL: url, KESTRA_MCP_CONFIRM: "never" },
  });
  return client;
}

/** What a call says, how often others were answered meanwhile, and which part of the time the longest of them waited. */
async function call(client: Client, name: string, args: object) {
  let done = false;
  const result = client
    .callTool({ name, arguments: { ...args } }, undefined, { timeout: 60_000 })
    .finally(() => (done = true));
  const began = performance.now();
  let pings = 0;
  let longest = 0;
  for (; !(done as boolean); pings++) {
    const asked = performance.now();
    await client.ping();
    longest = Math.max(longest, performance.now() - asked);
  }
  const wait = longest / (performance.now() - began);
  const { isError = false, content } = await result;
  const [{ text }] = content as [{ readonly text: string }];
  return { isError, text, pings, wait };
}

const brackets = "[".repeat(1000);
const flow = JSON.stringify({
  id: "a",
  namespace: "b",
  source: "",
  revision: 1,
  triggers: [],
  results: [],
  total: 0,
});
const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

describe.each(transports)("over %s", (transport) => {
  it("YAML that is nested too deeply is refused, and nothing else happens", async () => {
    const client = await connected(transport, flow);
    for (const yaml of [
      `${brackets}\n---\né: ${brackets}`,
      "- ".repeat(2500),
      `${brackets}\n---\n`.repeat(20),
      "? ".repeat(20_000),
      `id: a\nnamespace: b\ntasks: ${"{a: ".repeat(5000)}`,
    ]) {
      const { isError, text } = await call(client, "create_flow_from_yaml", { yaml_definition: yaml });
      expect(isError, text).toBe(true);
      expect(text).toMatch(
        /^create_flow_from_yaml: The YAML is nested more than 100 levels deep, in line \d\.$/,
      );
    }
    for (const yaml of ["!a ".repeat(20_000), "&a ".repeat(20_000), `"${"\\".repeat(60_001)}`]) {
      const { isError } = await call(client, "create_flow_from_yaml", { yaml_definition: yaml });
      expect(isError).toBe(true);
    }
    expect(await client.ping()).toEqual({});
  }, 60_000);

  it("a large YAML is read, and others are served meanwhile", async () => {
    const client = await connected(transport, flow);
    const tasks = "- {id: a, type: b, list: [1, 2], other: 'c'}\n".repeat(75_000);
    const yaml = `id: a\nnamespace: b\ntasks:\n${tasks}`;
    const { isError, text, wait } = await call(client, "create_flow_from_yaml", { yaml_definition: yaml });
    expect(isError, text).toBe(false);
    expect(wait).toBeLessThan(0.6);
  }, 60_000);

  it("a search by a like name lets others be served, and a text that is no name is refused", async () => {
    const rows = Array.from({ length: 99 }, (_, i) => ({
      id: `${"ab".repeat(48)}${1000 + i}`,
      namespace: "b",
    }));
    const client = await connected(transport, JSON.stringify({ results: rows, total: rows.length }));
    const { isError, text, pings } = await call(client, "find_flow", { query: "a".repeat(150) });
    expect(isError, text).toBe(false);
    expect(JSON.parse(text)).toMatchObject({ found: true, matches: { length: 5 } });
    expect(pings).toBeGreaterThan(15);
    for (const length of [201, 1000, 3_500_000]) {
      const refused = await call(client, "find_flow", { query: "a".repeat(length) });
      expect(refused.isError).toBe(true);
      expect(refused.text).toContain(`${length} characters`);
    }
  }, 60_000);

  it("an argument that holds deep JSON as a text is refused", async () => {
    const client = await connected(transport, flow);
    const args = { namespace: "b", flow_id: "a", inputs: `{"a": ${deep(5000)}}` };
    const { isError, text } = await call(client, "execute_flow", args);
    expect(isError).toBe(true);
    expect(text).toContain("inputs holds JSON that is nested more than 100 levels deep");
    for (const format of [undefined, "json"]) {
      const kept = { action: "set", namespace: "b", key: "a", value: deep(5000), format };
      const refused = await call(client, "manage_kv_store", kept);
      expect(refused.isError).toBe(true);
      expect(refused.text).toContain("holds JSON that is nested more than 100 levels deep");
    }
  }, 60_000);

  it("an argument that holds very many values as a text is refused", async () => {
    const client = await connected(transport, flow);
    const many = `${"1,".repeat(limits.values)}9007199254740993`;
    const said = `holds JSON of more than ${limits.values} values, the most that are read: give fewer at once.`;
    const args = { namespace: "b", flow_id: "a", inputs: `{"a":[${many}]}` };
    const { isError, text } = await call(client, "execute_flow", args);
    expect(isError).toBe(true);
    expect(text).toContain(`inputs ${said}`);
    for (const format of [undefined, "json"]) {
      const kept = { action: "set", namespace: "b", key: "a", value: `[${many}]`, format };
      const refused = await call(client, "manage_kv_store", kept);
      expect(refused.isError).toBe(true);
      expect(refused.text).toContain(`value ${said}`);
    }
  }, 60_000);

  it("an answer of Kestra that is nested too deeply is refused, and one that Kestra can write is shown", async () => {
    const triggers = (levels: number) =>
      `{"results":[{"id":"a","namespace":"b","triggers":[{"id":"c","type":"d","e":${'{"f":'.repeat(levels)}1${"}".repeat(levels)}}]}],"total":1}`;
    const args = { namespace: "b" };
    const shown = await call(await connected(transport, triggers(900)), "list_flows_with_triggers", args);
    expect(shown.isError, shown.text).toBe(false);
    expect(shown.text).toContain("`c` (enabled) of type `d`");
    const client = await connected(transport, triggers(100_000));
    const refused = await call(client, "list_flows_with_triggers", args);
    expect(refused.isError).toBe(true);
    expect(refused.text).toMatch(
      /not what its contract says, at its root: nested more than 1000 levels deep/,
    );
    expect(await client.ping()).toEqual({});
  }, 60_000);
});
