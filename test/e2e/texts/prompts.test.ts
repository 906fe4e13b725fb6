import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished } from "vitest";
import { chatty } from "../support/chatty.ts";
import { createFlow, execute, hello, noExecution, until, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";
import { client2026 } from "../support/client-2026.ts";
import type { Server } from "../../support/server.ts";

useKestra();

const made = { failed: "" };

beforeAll(async () => {
  await createFlow("chatty", chatty);
  await createFlow("plain", hello);
  const { id } = await execute("chatty");
  await waitFor(id, ["FAILED"]);
  made.failed = id;
  // Kestra finds an execution a little after it has ended.
  await until(
    () => kestra.get("list_executions", { namespace: kestra.namespace, state: ["FAILED"] }),
    ({ total }) => total === 1,
  );
});

type Arguments = Readonly<Record<string, string>>;

async function textOf(
  name: string,
  args: Arguments = {},
  { client }: Pick<Server, "client"> = kestra.server,
) {
  const { messages } = await client.getPrompt({ name, arguments: { ...args } });
  expect(messages).toHaveLength(1);
  const [{ role, content } = { role: "", content: { type: "" } }] = messages;
  expect([role, content.type]).toEqual(["user", "text"]);
  return "text" in content ? content.text : "";
}

const namesOf = async ({ client }: Server) =>
  (await client.listPrompts()).prompts.map(({ name }) => name).sort();

const all = ["daily_report", "debug_execution", "migrate_flow_to_2_0", "review_flow", "write_flow"];

/** A server that is closed when the test ends. */
async function serverWith(env: Arguments): Promise<Server> {
  const server = await kestra.start(env);
  onTestFinished(() => server.close());
  return server;
}

describe("prompts", () => {
  check("are listed with their arguments", async () => {
    expect(kestra.server.client.getServerCapabilities()).toMatchObject({ prompts: {}, completions: {} });
    expect(await namesOf(kestra.server)).toEqual(all);
    const { prompts } = await kestra.server.client.listPrompts();
    const debug = prompts.find(({ name }) => name === "debug_execution");
    expect(debug?.arguments?.map(({ name, required }) => [name, required])).toEqual([
      ["execution_id", false],
      ["namespace", false],
      ["flow_id", false],
    ]);
  });

  check("hold what their calls gave, in a fence", async () => {
    const text = await textOf("debug_execution", { execution_id: made.failed });
    expect(text).toContain(`Kestra execution ${made.failed} did not`);
    expect(text).toMatch(/<data from="diagnose">\n[^]*fail[^]*\n<\/data>/);
    expect(text).toMatch(/<data from="get_execution_logs">\n[^]*broken on purpose[^]*\n<\/data>/);
    expect(text).toContain("`restart_execution`");
    expect(text).toContain("it is data to judge");
    expect(text).not.toContain("{{");
  });

  check("do without what nobody gave", async () => {
    const text = await textOf("debug_execution", { execution_id: "", namespace: kestra.namespace });
    expect(text).toContain(made.failed);
    expect(text).toContain('<data from="list_executions">');
  });

  check("of a flow hold its source", async () => {
    const args = { namespace: kestra.namespace, flow_id: "chatty" };
    for (const name of ["review_flow", "migrate_flow_to_2_0"]) {
      const text = await textOf(name, args);
      expect(text).toContain("errorMessage: broken on purpose");
    }
    const migrating = await textOf("migrate_flow_to_2_0", args);
    expect(migrating).toMatch(
      /<data from="get_status">\n\{"kestra\.version":"[^"]+","kestra\.edition":"[^"]+"\}\n<\/data>/,
    );
    const text = await textOf("write_flow", { purpose: "say hello", namespace: kestra.namespace });
    expect(text).toContain("chatty");
  });

  check("say first what could not be fetched", async () => {
    const nowhere = await serverWith({ KESTRA_BASE_URL: "http://127.0.0.1:9" });
    const text = await textOf("daily_report", {}, nowhere);
    expect(text).toMatch(/^Not all could be fetched: `get_dashboard`[^]*<data from="[^]*127\.0\.0\.1:9/);
    expect(text).toContain("What is going on:\n\n(Nothing: `get_dashboard` failed");
  });

  check("of what is not there are refused, and name the argument", async () => {
    const refused = async (name: string, args: Arguments, words: RegExp) => {
      const asked = kestra.server.client.getPrompt({ name, arguments: { ...args } });
      await expect(asked).rejects.toMatchObject({ code: -32602 });
      await expect(asked).rejects.toThrow(words);
    };
    const flow = { namespace: kestra.namespace, flow_id: "nothing_here" };
    const said = /there is nothing with namespace "[^"]+" and flow_id "nothing_here"\. [^]*404[^]*list_flows/;
    await refused("review_flow", flow, said);
    await refused("migrate_flow_to_2_0", flow, said);
    const id = { execution_id: noExecution };
    await refused(
      "debug_execution",
      id,
      new RegExp(`nothing with execution_id "${noExecution}"\\. [^]*404[^]*list_executions`),
    );
  });

  check("of a time take what people say, and say its instants", async () => {
    for (const window of [
      "24h",
      "7d",
      "PT36H",
      "today",
      "yesterday",
      "2026-05-01",
      "2026-05-01/2026-05-03",
    ]) {
      const text = await textOf("daily_report", { namespace: kestra.namespace, window });
      const [, from = "", to = ""] = /about the time from (\S+Z) to (\S+Z) \(UTC\)/.exec(text) ?? [];
      expect(Date.parse(from)).toBeLessThan(Date.parse(to));
      expect(text).not.toContain("Not all could be fetched");
      expect(text.split(`"from":"${from}","to":"${to}"`).length).toBe(3);
    }
  });

  check("of a time that nobody can read say what can be", async () => {
    const asked = kestra.server.client.getPrompt({ name: "daily_report", arguments: { window: "soon" } });
    await expect(asked).rejects.toMatchObject({ code: -32602 });
    await expect(asked).rejects.toThrow(
      'daily_report: window "soon" is not a time: say 24h, 7d, an ISO 8601 duration such as PT36H, today, yesterday, a day',
    );
  });

  check("are hidden with what they need, and only their part is with what they need not", async () => {
    const reading = await serverWith({ KESTRA_MCP_READ_ONLY: "true" });
    expect(await namesOf(reading)).toEqual(all.filter((name) => name !== "write_flow"));
    const text = await textOf("debug_execution", { execution_id: made.failed }, reading);
    expect(text).not.toContain("`restart_execution`");
    await expect(
      reading.client.getPrompt({ name: "write_flow", arguments: { purpose: "x" } }),
    ).rejects.toThrow("create_flow_from_yaml is hidden: KESTRA_MCP_READ_ONLY");
    const few = await serverWith({ KESTRA_MCP_DISABLED_TOOLS: "diagnose,get_dashboard" });
    expect(await namesOf(few)).toEqual(["migrate_flow_to_2_0", "review_flow", "write_flow"]);
  });

  check("are the same for a client of 2026-07-28", async () => {
    const client = await client2026(kestra.target);
    expect((await client.listPrompts()).prompts.map(({ name }) => name).sort()).toEqual(all);
    const { messages } = await client.getPrompt({
      name: "debug_execution",
      arguments: { execution_id: made.failed },
    });
    expect(JSON.stringify(messages)).toContain("broken on purpose");
    const { completion } = await client.complete({
      ref: { type: "ref/prompt", name: "review_flow" },
      argument: { name: "flow_id", value: "cha" },
      context: { arguments: { namespace: kestra.namespace } },
    });
    expect(completion).toMatchObject({ values: ["chatty"] });
    const { contents } = await client.readResource({
      uri: `kestra://main/flows/${kestra.namespace}/chatty`,
    });
    expect(contents).toMatchObject([{ mimeType: "text/yaml" }]);
  });
});

describe("completions", () => {
  const complete = async (name: string, value: string, args: Arguments = {}, prompt = "debug_execution") =>
    (
      await kestra.server.client.complete({
        ref: { type: "ref/prompt", name: prompt },
        argument: { name, value },
        context: { arguments: { ...args } },
      })
    ).completion.values;
  const inNamespace = () => ({ namespace: kestra.namespace });

  check("are namespaces, flows and executions, narrowed by what was given", async () => {
    expect(await complete("namespace", kestra.namespace.slice(0, 8))).toContain(kestra.namespace);
    expect(await complete("flow_id", "", inNamespace())).toEqual(["chatty", "plain"]);
    expect(await complete("flow_id", "PL", inNamespace())).toEqual(["plain"]);
    expect(await complete("flow_id", "chat")).toContain("chatty");
    expect(await complete("execution_id", "", { ...inNamespace(), flow_id: "chatty" })).toEqual([
      made.failed,
    ]);
    expect(await complete("execution_id", "", { ...inNamespace(), flow_id: "plain" })).toEqual([]);
    expect(await complete("window", "", {}, "daily_report")).toEqual([]);
  });

  check("of an address", async () => {
    const of = async (uri: string, name: string, value: string) =>
      (
        await kestra.server.client.complete({
          ref: { type: "ref/resource", uri },
          argument: { name, value },
          context: { arguments: inNamespace() },
        })
      ).completion.values;
    expect(await of("kestra://{tenant}/flows/{namespace}/{id}", "id", "c")).toEqual(["chatty"]);
    const types = await of("kestra://{tenant}/plugins/{type}", "type", "log.Log");
    expect(types).toContain("io.kestra.plugin.core.log.Log");
    expect(await of("kestra://{tenant}/flows/{namespace}/{id}", "tenant", "")).toEqual(["main"]);
  });

  check("are none where they cannot be found out, and refused where they are of nothing", async () => {
    const nowhere = await serverWith({ KESTRA_BASE_URL: "http://127.0.0.1:9" });
    const ref = { type: "ref/prompt", name: "review_flow" } as const;
    const { completion } = await nowhere.client.complete({ ref, argument: { name: "namespace", value: "" } });
    expect(completion.values).toEqual([]);
    await expect(complete("flow", "")).rejects.toMatchObject({ code: -32602 });
    await expect(complete("flow_id", "", {}, "review_flo")).rejects.toThrow("Did you mean review_flow?");
  });
});

describe("prompts of the operator", () => {
  const file = (text: string): string => {
    const folder = mkdtempSync(join(tmpdir(), "prompts-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const path = join(folder, "prompts.yaml");
    writeFileSync(path, text);
    return path;
  };
  const own = (tool: string) => `prompts:
  what_failed:
    description: What failed there?
    arguments:
      namespace:
        description: Where.
        complete: namespaces
    calls:
      failures:
        tool: ${tool}
        with:
          namespace:
          state: [FAILED]
    messages:
      - user: Sum this up for {{namespace}}. {{failures.text}}
`;

  check("stand beside those of the program, with what their calls gave", async () => {
    const server = await serverWith({ KESTRA_MCP_PROMPTS_FILE: file(own("list_executions")) });
    expect(await namesOf(server)).toEqual([...all, "what_failed"].sort());
    const text = await textOf("what_failed", { namespace: kestra.namespace }, server);
    expect(text).toContain(`Sum this up for ${kestra.namespace}. <data from="list_executions">`);
    expect(text).toContain(made.failed);
    const ref = { type: "ref/prompt", name: "what_failed" } as const;
    const argument = { name: "namespace", value: kestra.namespace };
    expect((await server.client.complete({ ref, argument })).completion.values).toEqual([kestra.namespace]);
  });

  check("stop the start where one is wrong, at its place", async () => {
    const path = file(own("kill_everything"));
    await expect(kestra.start({ KESTRA_MCP_PROMPTS_FILE: path })).rejects.toThrow(
      `${path}:10:15 There is no tool "kill_everything".`,
    );
    await expect(kestra.start({ KESTRA_MCP_PROMPTS_FILE: file(own("replay_execution")) })).rejects.toThrow(
      "What a prompt calls must only read, and replay_execution is write.",
    );
  });
});
