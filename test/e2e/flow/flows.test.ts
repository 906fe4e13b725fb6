import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { createFlow, hello, until } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const schedule = (id: string, disabled: boolean): string => `
${hello.trim()}
triggers:
  - id: ${id}
    type: io.kestra.plugin.core.trigger.Schedule
    cron: "0 9 * * *"
    disabled: ${disabled}
`;

beforeAll(async () => {
  await createFlow("hello_mcp", hello);
  await createFlow("data_pipeline", hello);
  await createFlow("on_time", schedule("morning", false));
  await createFlow("never", schedule("switched_off", true));
  await createFlow("nightly_report", hello, `${kestra.namespace}.child`);
});

/** Results that are texts. */
interface Texts {
  readonly results: readonly string[];
}

const names = (flows: readonly Data[]): string[] => flows.map(({ id }: { id: string }) => id).sort();
const manage = (action: string, flow_id: string): Promise<Data> =>
  kestra.get("manage_flow", { action, namespace: kestra.namespace, flow_id });
const refused = (action: string, flow_id: string): Promise<string> =>
  kestra.refusal("manage_flow", { action, namespace: kestra.namespace, flow_id });

describe("search_flows", () => {
  check("finds by a word of the id, and no other flow", async () => {
    const { results, total } = await kestra.get("search_flows", { query: "data_pipeline", size: 100 });
    const own = results.filter(({ namespace }: { namespace: string }) => namespace === kestra.namespace);
    expect(names(own)).toEqual(["data_pipeline"]);
    expect(total).toBeGreaterThanOrEqual(1);
  });

  check("gives pages", async () => {
    const page = (page: number): Promise<Data> => kestra.get("search_flows", { query: "", size: 2, page });
    // Others may create flows meanwhile.
    const [first, second] = await until(
      async () => [await page(1), await page(2)] as const,
      ([one, two]) => one.total === two.total,
    );
    expect(first.results).toHaveLength(2);
    expect(first.results[0]).not.toEqual(second.results[0]);
  });

  check("finds nothing for a word that no flow has", async () => {
    expect(await kestra.get("search_flows", { query: "no-such-word-x7q" })).toMatchObject({
      results: [],
      total: 0,
    });
  });

  check("refuses a page that cannot be", async () => {
    expect(await kestra.refusal("search_flows", { query: "hello", page: 0 })).toMatch(/page/);
  });
});

describe("find_flow", () => {
  const find = (query: string): Promise<Data> =>
    kestra.get("find_flow", { query, namespace: kestra.namespace });
  const match = (flow_id: string): object => ({ namespace: kestra.namespace, flow_id });

  check("finds a flow by its name as people say it", async () => {
    expect(await find("hello mcp")).toMatchObject({ found: true, match: match("hello_mcp") });
  });

  check("finds a misspelt name", async () => {
    for (const query of ["helo mcp", "hello mpc", "halo_mcp"]) {
      const { found, matches } = await find(query);
      expect(found).toBe(true);
      expect(matches[0]).toMatchObject(match("hello_mcp"));
    }
  });

  check("finds a name among other words, or with its namespace", async () => {
    const { namespace } = kestra;
    const queries = ["the hello mcp flow", `${namespace}.hello_mcp`, `${namespace}/hello_mcp`];
    for (const query of [...queries, `hello_mcp in ${namespace}`]) {
      const { found, matches } = await find(query);
      expect([query, found]).toEqual([query, true]);
      expect(matches[0]).toMatchObject(match("hello_mcp"));
    }
  });

  check("refuses a query that no id can answer to", async () => {
    for (const query of ["", "???"])
      expect(await kestra.refusal("find_flow", { query, namespace: kestra.namespace })).toContain(
        "needs a letter",
      );
  });

  check("finds an incomplete name", async () => {
    const { found, matches } = await find("pipeline");
    expect(found).toBe(true);
    expect(matches[0]).toMatchObject(match("data_pipeline"));
  });

  check("finds flows of child namespaces", async () => {
    const { matches } = await find("nightly report");
    expect(matches[0]).toMatchObject({ namespace: `${kestra.namespace}.child`, flow_id: "nightly_report" });
  });

  check("says that there is none", async () => {
    const { found, message, matches } = await find("zebra xylophone");
    expect([found, matches]).toEqual([false, []]);
    expect(message).toContain("zebra xylophone");
  });
});

describe("list_flows_with_triggers of a disabled flow", () => {
  check("tells that no trigger of it fires, and leaves them out of the enabled ones", async () => {
    const hourly =
      'triggers:\n  - id: hourly\n    type: io.kestra.plugin.core.trigger.Schedule\n    cron: "@hourly"\n';
    const { namespace } = kestra;
    await createFlow("switched_off", `disabled: true\n${hello.trimStart()}${hourly}`);
    const texts = async (more: object): Promise<string> => {
      const of = { namespace, ...more };
      return (await kestra.get<Texts>("list_flows_with_triggers", of)).results.join("\n");
    };
    expect(await texts({})).toMatch(
      /`switched_off` in namespace `[^`]+` \(disabled, so that no trigger of it fires\)/,
    );
    expect(await texts({ enabled_only: true })).not.toContain("switched_off");
    expect(await texts({ disabled_only: true })).toContain("switched_off");
    await kestra.get("manage_flow", { action: "delete", namespace, flow_id: "switched_off" });
  });
});

describe("list_flows_with_triggers", () => {
  const list = async (more: object = {}): Promise<readonly string[]> => {
    const { results } = await kestra.get<Texts>("list_flows_with_triggers", {
      namespace: kestra.namespace,
      ...more,
    });
    return results;
  };

  check("shows each flow with its triggers as YAML", async () => {
    const texts = await list();
    expect(texts).toHaveLength(2);
    const text = texts.find((it) => it.includes("`on_time`")) ?? "";
    expect(text).toContain(`Flow \`on_time\` in namespace \`${kestra.namespace}\` with triggers:`);
    expect(text).toContain(
      "- `morning` (enabled) of type `io.kestra.plugin.core.trigger.Schedule` defined as:",
    );
    expect(text).toMatch(/```yaml\n[^]*cron: ['"]?0 9 \* \* \*['"]?[^]*\n```/);
  });

  check("keeps only enabled, or only disabled triggers", async () => {
    expect((await list({ enabled_only: true })).join()).toMatch(/`on_time`/);
    expect((await list({ enabled_only: true })).join()).not.toMatch(/`never`/);
    expect((await list({ disabled_only: true })).join()).toMatch(/`never`/);
    expect((await list({ disabled_only: true })).join()).not.toMatch(/`on_time`/);
  });

  check("looks at every namespace where none is named", async () => {
    const { results } = await kestra.get("list_flows_with_triggers");
    expect(results.length).toBeGreaterThanOrEqual(1);
  });
});

describe("manage_flow", () => {
  check("disables and enables", async () => {
    await createFlow("switched", hello);
    expect(await manage("disable", "switched")).toEqual({ count: 1 });
    expect((await manage("get_yaml", "switched")).result).toMatch(/disabled: true/);
    expect(await manage("enable", "switched")).toEqual({ count: 1 });
    expect(await manage("enable", "switched")).toEqual({ count: 0 });
  });

  check("lists revisions, also as a bare array", async () => {
    await createFlow("revised", hello);
    await createFlow("revised", hello.replace("Hello", "Hi"));
    const args = { action: "list_revisions", namespace: kestra.namespace, flow_id: "revised" };
    const { text, data } = await kestra.call("manage_flow", args);
    expect(JSON.parse(text)).toEqual(data.results);
    expect(data.results.map((it: Data) => it.revision).sort()).toEqual([1, 2]);
    expect(data.results[0]?.source).toContain("id: revised");
  });

  check("draws dependencies", async () => {
    const caller = `
tasks:
  - id: call
    type: io.kestra.plugin.core.flow.Subflow
    namespace: ${kestra.namespace}
    flowId: hello_mcp
`;
    await createFlow("caller", caller);
    // Kestra knows them a moment after the flow.
    const { result } = await until(
      () => manage("list_dependencies", "caller"),
      (answer) => answer.result.includes("caller ====▶ hello_mcp"),
    );
    expect(result).toContain("Legend:");
    const of = await kestra.get("list_namespace_dependencies", { namespace: kestra.namespace });
    expect(of.result).toContain("caller ====▶ hello_mcp");
  });

  check("draws what waits for a flow", async () => {
    const flows = `
        - namespace: ${kestra.namespace}
          flowId: hello_mcp
          states: [SUCCESS]`;
    const awaited =
      kestra.target.line === "2.0"
        ? `dependsOn:${flows}`
        : `preconditions:\n      id: ended\n      flows:${flows}`;
    const trigger = `triggers:\n  - id: after\n    type: io.kestra.plugin.core.trigger.Flow\n    ${awaited}\n`;
    await createFlow("follower", `${hello.trimStart()}${trigger}`);
    const { result } = await until(
      () => manage("list_dependencies", "follower"),
      (answer) => answer.result.includes("hello_mcp"),
    );
    expect(result).toMatch(/hello_mcp \S+ follower/);
  });

  check("gives the YAML", async () => {
    const { result } = await manage("get_yaml", "hello_mcp");
    expect(result.trim()).toBe(`id: hello_mcp\nnamespace: ${kestra.namespace}\n${hello.trim()}`);
  });

  check("deletes", async () => {
    await createFlow("doomed", hello);
    expect(await manage("delete", "doomed")).toEqual({});
    expect(await refused("get_yaml", "doomed")).toContain("404");
  });

  check("says of every action that a flow is missing", async () => {
    for (const action of ["enable", "disable", "get_yaml", "delete"]) {
      expect(await refused(action, "nothing_here")).toMatch(/404[^]*find_flow/);
    }
    expect(await manage("list_revisions", "nothing_here")).toEqual({ results: [] });
  });

  check("names the actions where it is given another", async () => {
    const text = await refused("delet", "hello_mcp");
    expect(text).toContain("enable, disable, list_revisions, list_dependencies, get_yaml, delete");
    expect(text).toContain("Did you mean delete?");
    expect(await kestra.refusal("manage_flow", { action: "delete", namespace: kestra.namespace })).toContain(
      "flow_id is required when action is delete",
    );
  });
});

describe("namespaces", () => {
  check("list_namespaces shows namespaces by a part of their id", async () => {
    const { results } = await kestra.get<Texts>("list_namespaces", { query: kestra.namespace.slice(4) });
    expect(results).toEqual(
      expect.arrayContaining([
        expect.stringMatching(`^${kestra.namespace} \\((not )?created\\)$`),
        expect.stringMatching(`^${kestra.namespace}.child \\((not )?created\\)$`),
      ]),
    );
    const none = await kestra.get<Texts>("list_namespaces", { query: "no-such-namespace-x7q" });
    expect(none.results).toEqual([]);
  });

  check("list_namespaces shows those that have flows", async () => {
    const { results } = await kestra.get<Texts>("list_namespaces", {
      with_flows_only: true,
      query: kestra.namespace,
    });
    expect([...results].sort()).toEqual([kestra.namespace, `${kestra.namespace}.child`]);
  });

  check("list_flows_in_namespace gives exactly one namespace's flows", async () => {
    const { results } = await kestra.get("list_flows_in_namespace", {
      namespace: `${kestra.namespace}.child`,
    });
    expect(names(results)).toEqual(["nightly_report"]);
    expect(await kestra.get("list_flows_in_namespace", { namespace: `${kestra.namespace}.none` })).toEqual({
      results: [],
    });
  });

  check("list_namespace_dependencies of a namespace without any still answers", async () => {
    const { result } = await kestra.get("list_namespace_dependencies", {
      namespace: `${kestra.namespace}.child`,
    });
    expect(result.toLowerCase()).toContain("legend");
  });
});
