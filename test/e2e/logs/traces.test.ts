import { beforeAll, describe, expect } from "vitest";
import { createFlow, hello, run, sleeping, until } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const told = /^Left out: 1 line at TRACE\. min_level TRACE gives them\.$/;

describe("stack traces", () => {
  let id = "";

  interface Log {
    readonly truncated?: string;
    readonly result?: string;
  }

  beforeAll(async () => {
    await createFlow("broken", "tasks:\n  - id: fail\n    type: io.kestra.plugin.core.execution.Fail\n");
    id = (await run("broken")).id;
    const all = { execution_id: id, min_level: "TRACE" };
    await until(
      () => kestra.call("get_execution_logs", all),
      ({ text }) => text.includes("java.lang"),
    );
  });

  check("are left to who asks for them, by each tool that reads logs, which says so", async () => {
    const flow = { namespace: kestra.namespace, flow_id: "broken" };
    const tools = [
      ["get_execution_logs", { execution_id: id }],
      ["download_execution_logs", { execution_id: id }],
      ["follow_execution_logs", { execution_id: id }],
      ["search_logs", flow],
    ] as const;
    for (const [tool, args] of tools) {
      const usual = await kestra.get<Log>(tool, args);
      expect(usual.truncated, tool).toMatch(tool === "search_logs" ? /^Lines at TRACE, .* left out/ : told);
      expect(JSON.stringify(usual), tool).toContain("ERROR");
      expect(JSON.stringify(usual), tool).not.toContain("java.lang");
      const all = await kestra.get<Log>(tool, { ...args, min_level: "TRACE" });
      expect(JSON.stringify(all), tool).toContain("java.lang");
      expect(all, tool).not.toHaveProperty("truncated");
      const errors = await kestra.get<Log>(tool, { ...args, min_level: "ERROR" });
      expect(errors, tool).not.toHaveProperty("truncated");
    }
  });

  check("are not said to be left out where there are none", async () => {
    await createFlow("plain", hello);
    const { id: fine } = await run("plain");
    const { result = "", ...rest } = await until(
      () => kestra.get<Log>("follow_execution_logs", { execution_id: fine }),
      (answer) => answer.result !== "",
    );
    expect(result).toContain("INFO Hello");
    expect(rest).toEqual({ state: "SUCCESS" });
  });
});

describe("a call that waits", () => {
  check("tells the state, the time and what was logged last", async () => {
    await createFlow("napping", sleeping("PT7S"));
    const messages: string[] = [];
    const params = {
      name: "execute_flow",
      arguments: { namespace: kestra.namespace, flow_id: "napping", wait: true },
    };
    const onprogress = ({ message = "" }: { message?: string | undefined }): void => {
      messages.push(message);
    };
    await kestra.server.client.callTool(params, undefined, { onprogress });
    for (const message of messages) expect(message).toMatch(/^[A-Z]+, \d+ s(?:: .+)?$/);
    expect(messages).toContainEqual(expect.stringMatching(/^RUNNING, [4-7] s: Waiting for PT7S$/));
  });
});
