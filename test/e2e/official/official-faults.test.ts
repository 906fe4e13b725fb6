import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { root } from "../../support/source.ts";
import { createFlow, execute, hello, listed, noExecution, run } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const said = `
inputs:
  - id: word
    type: STRING
${hello.trim()}
`;

beforeAll(async () => {
  await createFlow("often", said);
  await createFlow("other", hello);
});

describe("the newest execution", () => {
  check("is found among more than a page of them", async () => {
    for (let n = 1; n <= 27; n++) await execute("often", { inputs: { word: `n${n}` } });
    const { id } = await run("often", { inputs: { word: "newest" } });
    await run("other");
    const { message } = await kestra.get("replay_execution", {
      namespace: kestra.namespace,
      flow_id: "often",
    });
    expect(message).toContain(id);
    const isNewest = ({ inputs }: Data): boolean => inputs.word === "newest";
    await listed({ flow_id: "often", count: 2 }, (rows) => rows.length === 2 && rows.every(isNewest));
  });
});

describe("an error of Kestra", () => {
  check("is an error of every search, not an empty or a strange result", async () => {
    const { token } = kestra.target;
    const server = await kestra.start(
      token === undefined ? { KESTRA_PASSWORD: "wrong" } : { KESTRA_API_TOKEN: "wrong" },
    );
    try {
      for (const [name, args] of [
        ["search_flows", { query: "often" }],
        ["find_flow", { query: "often" }],
        ["list_flows_with_triggers", {}],
        ["list_namespaces", {}],
        ["search_logs", {}],
        ["namespace_file_action", { namespace: kestra.namespace, action: "search", q: "x" }],
        ["manage_kv_store", { namespace: kestra.namespace, action: "list" }],
      ] as const) {
        expect(await server.refusal(name, args), name).toContain("401");
      }
    } finally {
      await server.close();
    }
  });

  check("brings Kestra's words, and neither its address nor a link to elsewhere", async () => {
    const { host } = new URL(kestra.target.url);
    const refusals = [
      await kestra.refusal("manage_executions", { action: "get", execution_id: noExecution }),
      await kestra.refusal("execute_flow", {
        namespace: kestra.namespace,
        flow_id: "often",
        inputs: {},
      }),
      await kestra.refusal("create_flow_from_yaml", {
        yaml_definition: `id: broken\nnamespace: ${kestra.namespace}\ntasks: []\n`,
      }),
    ];
    expect(refusals[0]).toContain("404");
    expect(refusals[1]).toContain("word");
    expect(refusals[2]).toContain("tasks");
    for (const text of refusals) {
      expect(text).not.toContain(host);
      expect(text).not.toMatch(/https?:/);
    }
  });
});

describe("the server", () => {
  check("says its own name and version, and writes nothing else", () => {
    const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      readonly name: string;
      readonly version: string;
    };
    expect(kestra.server.client.getServerVersion()).toMatchObject({ name, version });
    expect(kestra.server.stderr()).toBe("");
    return Promise.resolve();
  });

  check("has a title, hints and an output schema for every tool", () => {
    for (const { name, title, annotations, outputSchema } of kestra.server.tools) {
      expect(title, name).toMatch(/\w/);
      expect(Object.keys(annotations ?? {}), name).toEqual(
        expect.arrayContaining(["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"]),
      );
      expect(outputSchema?.type, name).toBe("object");
    }
    return Promise.resolve();
  });
});
