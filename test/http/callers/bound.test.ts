import { expect, it } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import { json, type Respond } from "../../runtime/support/server.ts";
import { connected, ways } from "../support/clients.ts";
import { openSession, rpc, send } from "../support/raw.ts";
import { serving, type Serving } from "../support/serving.ts";

/** Answers executions `mine` and `theirs`, each in its namespace, and a flow or a page of them of any. */
const kestra: Respond = ({ url }, response) => {
  const [, id] = /executions\/(mine|theirs)/.exec(url) ?? [];
  if (url.includes("/search")) json(response, { results: [], total: 0 });
  else if (id === undefined)
    json(response, { id: "hello", namespace: "company.team", revision: 1, source: "id: hello" });
  else
    json(response, {
      id,
      namespace: id === "mine" ? "company.team" : "company.people",
      flowId: "hello",
      state: { current: "SUCCESS", histories: [] },
      taskRunList: [],
    });
};

function served(bound: string, env: Readonly<Record<string, string>> = {}): Promise<Serving> {
  return serving(kestra, {
    tools: { version: "1", ...compiled },
    service: kestraService("1", compiled),
    env: { KESTRA_API_VERSION: "2.0", KESTRA_MCP_NAMESPACES: bound, KESTRA_MCP_CONFIRM: "never", ...env },
  });
}

it.each(ways)("a bound holds for whoever calls over %s", async (way) => {
  const { url, asked } = await served("company.team");
  const client = await connected(way, url, {});
  expect(await client.list()).not.toContain("list_namespaces");
  expect(await client.call("list_namespaces", {})).toContain(
    "It is hidden: KESTRA_MCP_NAMESPACES: it is about the whole tenant",
  );
  expect(await client.call("get_flow", { flow_id: "company.people/hello" })).toBe(
    "get_flow: namespace company.people is outside KESTRA_MCP_NAMESPACES, which is company.team. Nothing was sent.",
  );
  expect(asked).toEqual([]);
  expect(await client.call("manage_executions", { action: "get", execution_id: "theirs" })).toContain(
    "the namespace of execution theirs is outside KESTRA_MCP_NAMESPACES",
  );
  expect(asked.map((one) => one.url)).toEqual(["/api/v1/main/executions/theirs"]);
});

it("one namespace need not be named, and a search stays in it", async () => {
  const { url, asked } = await served("company.team");
  const client = await connected(ways[0], url, {});
  await client.call("manage_flow", { action: "get_yaml", flow_id: "hello" });
  expect(asked.at(-1)?.url).toContain("/flows/company.team/hello");
  await client.call("list_executions", { flow_id: "hello" });
  expect(decodeURIComponent(asked.at(-1)?.url ?? "")).toContain("filters[namespace][EQUALS]=company.team");
  await client.call("manage_executions", { action: "get", execution_id: "mine" });
  expect(asked.at(-1)?.url).toContain("/executions/mine");
});

it("with what is below it, one namespace need not be named in a search, and must be in all else", async () => {
  const { url, asked } = await served("company.team.*");
  const client = await connected(ways[0], url, {});
  expect(await client.call("manage_flow", { action: "get_yaml", flow_id: "hello" })).toContain("namespace");
  expect(await client.call("execute_flow", { flow_id: "hello" })).toContain("namespace");
  expect(asked).toEqual([]);
  await client.call("list_executions", {});
  expect(decodeURIComponent(asked.at(-1)?.url ?? "")).toContain("filters[namespace][PREFIX]=company.team&");
  await client.call("list_executions", { namespace: "company.team.etl" });
  expect(decodeURIComponent(asked.at(-1)?.url ?? "")).toContain(
    "filters[namespace][PREFIX]=company.team.etl",
  );
});

it("several must be named", async () => {
  const { url, asked } = await served("company.team.*, company.tools");
  const client = await connected(ways[0], url, {});
  expect(await client.call("list_executions", {})).toBe(
    "list_executions: Give namespace: one inside KESTRA_MCP_NAMESPACES, which is company.team.*, company.tools. Nothing was sent.",
  );
  expect(asked).toEqual([]);
});

it("what is confirmed is what is sent", async () => {
  const { url, asked } = await served("company.team", { KESTRA_MCP_CONFIRM: "write" });
  const client = await connected(ways[0], url, {});
  const question = await client.call("manage_flow", { action: "delete", flow_id: "hello" });
  expect(question).toContain("company.team");
  expect(question).toContain("KESTRA_MCP_CONFIRM is write");
  expect(await client.call("manage_flow", { action: "delete", flow_id: "company.people/hello" })).toContain(
    "outside KESTRA_MCP_NAMESPACES",
  );
  expect(asked).toEqual([]);
});

it("get_status says it, and asks nothing about the whole tenant", async () => {
  const { url, asked } = await served("company.team.*");
  const client = await connected(ways[0], url, {});
  const told = await client.call("get_status", {});
  expect(told).toContain('"namespaces":"company.team.*"');
  expect(asked.filter((one) => one.url.includes("/main/"))).toEqual([]);
});

it("a prompt need not be told the one namespace", async () => {
  const { url, asked } = await served("company.team");
  const headers = { "Mcp-Session-Id": await openSession(url) };
  const list = await send(url, { headers, body: rpc("prompts/list") });
  const { prompts } = (list.message as unknown as { result: { prompts: Listed[] } }).result;
  const review = prompts.find(({ name }) => name === "review_flow");
  expect(review?.arguments.filter(({ required }) => required).map(({ name }) => name)).toEqual(["flow_id"]);
  const params = { name: "review_flow", arguments: { flow_id: "hello" } };
  const { text } = await send(url, { headers, body: rpc("prompts/get", params) });
  expect(text).toContain("the Kestra flow hello of the namespace company.team");
  expect(asked.map((one) => one.url).join()).toContain("/flows/company.team/hello");
});

interface Listed {
  readonly name: string;
  readonly arguments: readonly { readonly name: string; readonly required: boolean }[];
}
