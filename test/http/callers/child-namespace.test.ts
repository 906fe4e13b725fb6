import { expect, it, onTestFinished } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import { behavioursOf } from "../../../runtime/catalog/narrow.ts";
import { readConfig } from "../../../runtime/config/config.ts";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import { createSession } from "../../../runtime/mcp/session.ts";
import { callable } from "../../../runtime/prompts/callable.ts";
import { isChoice, type ToolDefinition } from "../../../runtime/tool/definition.ts";
import { listen } from "../../../runtime/transport/http/serve.ts";
import { catalog } from "../../../generated/catalog.ts";
import { startSandbox } from "../../../sandbox/server.ts";
import { readExamples } from "../../laws/support/examples.ts";
import { connected } from "../support/clients.ts";

const home = "company.shop";
/** Part of all names and texts of the child namespace. */
const canary = "zzcanary";
const child = `${home}.${canary}`;
const credentials = { username: "admin@kestra.io", password: "Admin1234" };

const flow = (namespace: string, id: string, word: string) => `id: ${id}
namespace: ${namespace}
description: ${word}
labels: { of: ${word} }
concurrency: { limit: 1, behavior: QUEUE }
tasks:
  - { id: ${word}, type: io.kestra.plugin.core.log.Log, message: ${word} }
triggers:
  - { id: ${word}, type: io.kestra.plugin.core.trigger.Schedule, cron: "0 6 * * *" }
`;

const states = ["CREATED", "QUEUED", "RUNNING", "PAUSED", "FAILED", "SUCCESS", "WARNING"] as const;

const seed = {
  flows: [flow(home, "orders", "fine"), flow(child, canary, canary)],
  executions: [
    [home, "orders"],
    [child, canary],
  ].flatMap(([namespace = "", flowId = ""]) =>
    states.map((state) => ({ namespace, flowId, state, age: 3_600_000 })),
  ),
  keys: [
    { namespace: home, key: "fine", value: '"fine"' },
    { namespace: child, key: canary, value: `"${canary}"` },
  ],
  files: [
    { namespace: home, path: "/fine.txt", text: "fine" },
    { namespace: child, path: `/${canary}.txt`, text: canary },
  ],
  instance: {
    quotas: [home, child].map((namespace) => ({
      namespace,
      duration: "PT1H",
      limit: 5,
      used: 3,
      behavior: "FAIL" as const,
    })),
  },
  logs: [
    {
      namespace: child,
      flowId: canary,
      triggerId: canary,
      level: "ERROR" as const,
      message: canary,
      age: 60_000,
    },
  ],
};

interface Call {
  readonly tool: string;
  readonly about: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** What examples give to the arguments of a tool. */
const given = new Map<string, unknown>(
  readExamples().flatMap(({ tool, call }) =>
    Object.entries(call).map(([name, value]) => [`${tool.name} ${name}`, value] as const),
  ),
);

/** Each behaviour that names a namespace, with nothing but what it must be given, each choice of that by itself. */
function callsOf(tool: ToolDefinition, execution: string): readonly Call[] {
  const { actions, by, properties } = callable(tool);
  const isOf: Readonly<Record<string, unknown>> = {
    flow_id: "orders",
    execution_id: execution,
    execution_ids: [execution],
    // Finds the child, where it is looked for, and names it not.
    query: canary.slice(0, -1),
  };
  return behavioursOf(tool).flatMap((behaviour, at) => {
    const [name = "", action] = Object.entries(actions)[at] ?? [];
    if (typeof behaviour.where !== "object" || behaviour.where.namespaces === undefined) return [];
    const places = behaviour.where.namespaces;
    const wanted = (action?.required ?? []).filter((one) => !places.includes(one));
    const start: Readonly<Record<string, unknown>> = isChoice(tool.behaviour) && by ? { [by]: name } : {};
    const all = wanted.reduce<readonly Readonly<Record<string, unknown>>[]>(
      (calls, one) => {
        const { enum: choices } = properties[one] ?? {};
        const values: readonly unknown[] = Array.isArray(choices)
          ? choices
          : [isOf[one] ?? given.get(`${tool.name} ${one}`)];
        return calls.flatMap((call) => values.map((value) => ({ ...call, [one]: value })));
      },
      [start],
    );
    const effect = action?.effect ?? "read";
    return all.map((args) => ({ tool: tool.name, about: effect, args }));
  });
}

/** All answers of a server that is bound so. @param args of each call besides */
async function answered(
  line: string,
  edition: "oss" | "ee",
  bound: string,
  args: Readonly<Record<string, unknown>>,
) {
  const sandbox = await startSandbox({ line, edition, ...credentials, seed });
  onTestFinished(() => sandbox.close());
  const ids = () => sandbox.kestra.engine.executions.all();
  const [execution] = ids().filter(({ namespace }) => namespace === home);
  const ofChild = () =>
    JSON.stringify(
      ids()
        .filter(({ namespace }) => namespace === child)
        .map(({ id, state }) => [id, state.current]),
    );
  const before = ofChild();
  const config = readConfig({
    KESTRA_BASE_URL: sandbox.url,
    KESTRA_USERNAME: credentials.username,
    KESTRA_PASSWORD: credentials.password,
    KESTRA_MCP_PORT: "0",
    KESTRA_MCP_NAMESPACES: bound,
    KESTRA_MCP_CONFIRM: "never",
    KESTRA_MCP_ENABLED_TOOLS: "*",
  });
  const session = createSession({ version: "1", ...compiled }, config, () => undefined);
  const server = await listen({ service: kestraService("1", compiled), session, endpoint: config.endpoint });
  onTestFinished(async () => {
    await server.stop(0);
    session.close();
  });
  const client = await connected("2025-11-25", server.url, {});
  const calls = catalog.flatMap((tool) => callsOf(tool, execution?.id ?? ""));
  const reads = calls.filter(({ about }) => about === "read");
  const texts: (Call & { readonly text: string })[] = [];
  // What changes something comes last, so that all is there to be read.
  for (const call of [...reads, ...calls.filter((one) => !reads.includes(one))]) {
    const text = await client.call(call.tool, { ...call.args, ...args });
    texts.push({ ...call, text });
  }
  return { texts, isUnchanged: ofChild() === before };
}

const kestras = ["1.0", "1.3", "2.0"].flatMap((line) =>
  (["oss", "ee"] as const).map((edition) => [line, edition] as const),
);

it.each(kestras)(
  "a server in one namespace tells nothing of a child, whichever tool is called: %s %s",
  async (line, edition) => {
    const { texts, isUnchanged } = await answered(line, edition, home, {});
    const told = texts.filter(({ text }) => text.includes(canary));
    expect(told).toEqual([]);
    expect(isUnchanged).toBe(true);
    expect(texts.filter(({ text }) => text.startsWith("{")).length).toBeGreaterThan(20);
  },
  60_000,
);

it("and the child is there to be told of", async () => {
  const { texts } = await answered("2.0", "ee", `${home}.*`, { namespace: home });
  const telling = texts.filter(({ text }) => text.includes(canary)).map(({ tool }) => tool);
  for (const tool of [
    "get_dashboard",
    "get_statistics",
    "diagnose",
    "list_executions",
    "search_logs",
    "search_triggers",
    "find_flow",
    "get_timeline",
    "search_task_runs",
    "list_pending_approvals",
  ])
    expect(telling).toContain(tool);
}, 60_000);
