import { describe, expect, it } from "vitest";
import { createFlowFromYaml as createFlow } from "../../generated/flow/create_flow_from_yaml.ts";
import { generateDashboard } from "../../generated/flow/generate_dashboard.ts";
import { generateFlow } from "../../generated/flow/generate_flow.ts";
import { InputError, KestraError } from "../../runtime/errors.ts";
import { tool as addExecutionLabels } from "../../specs/execution/add_execution_labels.ts";
import { tool as executeFlow } from "../../specs/execution/execute_flow.ts";
import { tool as listExecutions } from "../../specs/execution/list_executions.ts";
import { tool as manageExecutions } from "../../specs/execution/manage_executions.ts";
import { tool as findFlow } from "../../specs/flow/find_flow.ts";
import { listFlowsWithTriggers } from "../../generated/flow/list_flows_with_triggers.ts";
import { manageKvStore } from "../../generated/kv/manage_kv_store.ts";
import { tool as listNamespaces } from "../../specs/namespace/list_namespaces.ts";
import { ask } from "./fake-kestra.ts";
import { say } from "../../runtime/text/said.ts";

const execution = {
  id: "5xYz",
  namespace: "company.team",
  flowId: "hello",
  flowRevision: 1,
  deleted: false,
  tenantId: "main",
  originalId: "5xYz",
  metadata: { originalCreatedDate: "2026-05-01T10:00:00Z" },
  state: { current: "SUCCESS", histories: [] },
};
const flow = {
  id: "hello",
  namespace: "company.team",
  revision: 1,
  disabled: false,
  deleted: false,
  tasks: [],
};
const yaml = "id: hello\nnamespace: company.team\ntasks: []\n";

describe("manage_executions", () => {
  const kill = { action: "kill", execution_id: "5xYz" };

  it("does not claim to kill what has ended, or is not there", async () => {
    const ended = await ask(manageExecutions, { ...kill, cascade: false }, [execution]);
    expect(ended.output).toEqual({ executionId: "5xYz", status: "already_finished", finishedAs: "SUCCESS" });
    expect(ended.requests).toEqual(["GET /executions/5xYz"]);
    const missing = await ask(manageExecutions, kill, [{ status: 404 }]);
    expect(missing.output).toEqual({ executionId: "5xYz", status: "not_found" });
  });

  it("kills the subflows of an ended execution", async () => {
    const { output, requests } = await ask(manageExecutions, kill, [execution, { status: 202 }]);
    expect(output).toEqual({ executionId: "5xYz", status: "already_finished", finishedAs: "SUCCESS" });
    expect(requests).toEqual(["GET /executions/5xYz", "DELETE /executions/5xYz/kill"]);
  });

  it.each([
    [202, "kill_requested"],
    [404, "not_found"],
    [409, "already_finished"],
  ])("says of a kill that answers %d that it is %s", async (status, expected) => {
    const running = { ...execution, state: { current: "RUNNING" } };
    const { output } = await ask(manageExecutions, kill, [running, { status }]);
    expect(output).toEqual({ executionId: "5xYz", status: expected });
  });

  it.each([401, 403, 500])("gives an error where a kill answers %d", async (status) => {
    const running = { ...execution, state: { current: "RUNNING" } };
    await expect(ask(manageExecutions, kill, [running, { status }])).rejects.toBeInstanceOf(KestraError);
  });

  it("reads the outputs of an ended execution on 2.0", async () => {
    const get = { action: "get", execution_id: "5xYz" };
    const { output, requests } = await ask(manageExecutions, get, [execution, { data: 1 }], "2.0");
    expect(output).toMatchObject({ id: "5xYz", outputs: { data: 1 } });
    expect(requests).toEqual(["GET /executions/5xYz", "GET /outputs/executions/5xYz"]);
  });

  it.each([{ status: 204 }, { status: 200, body: "" }, { status: 200, body: "null" }, []])(
    "gives an ended execution whose outputs are answered with %j",
    async (nothing) => {
      const get = { action: "get", execution_id: "5xYz" };
      const { output } = await ask(manageExecutions, get, [execution, nothing], "2.0");
      expect(output).toMatchObject({ id: "5xYz", state: { current: "SUCCESS" } });
    },
  );

  it("needs a status that Kestra knows", async () => {
    const change = { action: "change_status", execution_id: "5xYz" };
    await expect(ask(manageExecutions, change, [])).rejects.toThrow("status");
    await expect(ask(manageExecutions, { ...change, status: "NOPE" }, [])).rejects.toBeInstanceOf(InputError);
  });
});

describe("execute_flow", () => {
  const run = { namespace: "company.team", flow_id: "hello" };

  it("says what to do where Kestra's answer does not come", async () => {
    const call = ask(executeFlow, { ...run, wait: true }, [
      flow,
      new KestraError(say`No answer within 30 s.`, 0, { mayBeDone: true }),
    ]);
    await expect(call).rejects.toBeInstanceOf(KestraError);
    await expect(call).rejects.toThrow("No answer within 30 s. If Kestra took the request");
  });

  it("says that an execution was probably started where the answer is strange", async () => {
    await expect(ask(executeFlow, run, [flow, { id: 1 }])).rejects.toThrow("list_executions");
  });

  it("needs no more of the answer than what names the execution and its state", async () => {
    const { id, namespace, flowId, state } = execution;
    const bare = { id, namespace, flowId, state, deleted: null, labels: null, taskRunList: null };
    expect((await ask(executeFlow, run, [flow, bare])).output).toMatchObject({ id, state });
  });

  it("keeps what others read of an execution", async () => {
    const { output } = await ask(executeFlow, run, [flow, execution]);
    expect(output).toMatchObject({ id: "5xYz", metadata: execution.metadata, state: execution.state });
  });

  it("gives Kestra's reason, and what to do", async () => {
    const refused = { status: 409, body: { message: "Illegal state: Cannot execute a disabled flow" } };
    const failing = ask(executeFlow, run, [flow, refused]);
    await expect(failing).rejects.toThrow("Cannot execute a disabled flow");
    await expect(failing).rejects.toThrow("`manage_flow`");
  });
});

describe("add_execution_labels", () => {
  it("refuses an execution that has not ended, before anything is changed", async () => {
    const running = { ...execution, state: { current: "RUNNING" } };
    const call = ask(addExecutionLabels, { execution_id: "5xYz", labels: { a: "b" } }, [running]);
    await expect(call).rejects.toThrow(
      "Cannot add labels to execution `5xYz` because its current state is `RUNNING`.",
    );
  });
});

describe("list_executions", () => {
  const found = { results: [execution], total: 1 };

  it("asks nothing more than the count needs, and refuses one below 0", async () => {
    const { output } = await ask(listExecutions, { namespace: "company.team", count: 1 }, [found]);
    expect(output).toMatchObject({ results: [{ id: "5xYz" }], total: 1 });
    await expect(ask(listExecutions, { namespace: "company.team", count: -1 }, [])).rejects.toThrow("count");
  });

  it("says so where not all of them were read", async () => {
    const call = ask(listExecutions, { namespace: "company.team" }, [{ results: [execution], total: 2 }]);
    expect((await call).output).toMatchObject({
      total: 2,
      truncated: expect.stringContaining("Rows 1 to 1 of 2.") as string,
    });
    const counted = ask(listExecutions, { namespace: "company.team", count: 1 }, [
      { results: [execution], total: 2 },
    ]);
    expect((await counted).output.truncated).toBeUndefined();
  });

  it("takes null for a count that is not given", async () => {
    const { requests } = await ask(listExecutions, { namespace: "company.team", count: null }, [found]);
    expect(requests).toHaveLength(1);
  });
});

describe("create_flow_from_yaml", () => {
  it("never updates a flow that does not exist, and gives the reason of the refused create", async () => {
    const refused = { status: 422, body: { message: "Invalid entity: Invalid type: x.Nothing" } };
    const call = ask(createFlow, { yaml_definition: yaml }, [{ status: 404 }, [], refused]);
    await expect(call).rejects.toThrow("POST");
    await expect(call).rejects.toThrow("Invalid type: x.Nothing");
  });

  it("gives the reason of the refused update of a flow that exists", async () => {
    const refused = { status: 422, body: { message: "Invalid entity: Invalid type: x.Nothing" } };
    const call = ask(createFlow, { yaml_definition: yaml }, [flow, [], refused]);
    await expect(call).rejects.toThrow("PUT");
    await expect(call).rejects.toThrow("Invalid type: x.Nothing");
  });

  it("asks Kestra nothing where the YAML names no flow", async () => {
    await expect(ask(createFlow, { yaml_definition: "tasks: []" }, [])).rejects.toThrow(
      "'namespace' and 'id'",
    );
  });
});

describe("find_flow", () => {
  it("does not read all flows where Kestra's search has a good hit", async () => {
    const { requests } = await ask(findFlow, { query: "hello" }, [{ results: [flow], total: 1 }]);
    expect(requests).toHaveLength(1);
  });

  it("finds a misspelt name, each flow once", async () => {
    const others = { results: [{ ...flow, id: "nightly_report" }, flow], total: 2 };
    const { output } = await ask(findFlow, { query: "helo" }, [{ results: [], total: 0 }, others]);
    expect(output).toMatchObject({ found: true, match: { flow_id: "hello" }, matches: [{ score: 0.89 }] });
  });

  it("finds nothing where nothing is alike", async () => {
    const answers = [
      { results: [], total: 0 },
      { results: [flow], total: 1 },
    ];
    const { output } = await ask(findFlow, { query: "nonexistent_xyz_123" }, answers);
    expect(output).toMatchObject({ found: false, matches: [] });
  });
});

describe("list_flows_with_triggers", () => {
  it("says so where not all flows could be read", async () => {
    const triggers = [{ id: "t", type: "x.Schedule", disabled: true }];
    const found = { results: [{ ...flow, triggers }, flow], total: 3 };
    const { output } = await ask(listFlowsWithTriggers, {}, [found]);
    expect(output.results).toHaveLength(1);
    expect(output.truncated).toContain("2 of 3");
    const enabled = await ask(listFlowsWithTriggers, { enabled_only: true }, [{ ...found, total: 2 }]);
    expect(enabled.output).toEqual({ results: [] });
  });
});

describe("what AI generated", () => {
  const prompt = { user_prompt: "Say hello", auto_create: true };

  it("is not lost where a flow cannot be created", async () => {
    const refused = { status: 422, body: { message: "Invalid entity: no tasks" } };
    const answers = [{ status: 200, body: yaml }, { status: 404 }, [], refused];
    const { output } = await ask(generateFlow, prompt, answers);
    expect(output.result).toBe(yaml);
    expect(output.warning).toContain("no tasks");
  });

  it("is not lost where a dashboard cannot be created", async () => {
    const answers = [{ status: 200, body: "title: x\n" }, [], { status: 403 }];
    const { output } = await ask(generateDashboard, prompt, answers);
    expect(output).toMatchObject({ result: "title: x\n", warning: expect.stringContaining("403") as string });
  });

  it("does not come from a Kestra without a provider, which is made clear", async () => {
    const failing = ask(generateFlow, { user_prompt: "Say hello" }, [
      { status: 503, body: "AI Copilot is not available" },
    ]);
    await expect(failing).rejects.toThrow("AI Copilot is not available");
    await expect(failing).rejects.toThrow("AI provider");
  });
});

describe("manage_kv_store", () => {
  const set = { action: "set", namespace: "company", key: "a" };

  it.each([{}, { value: null }])("sets nothing where there is no value: %j", async (value) => {
    await expect(ask(manageKvStore, { ...set, ...value }, [])).rejects.toThrow(
      "`key` and `value` are required",
    );
  });

  it.each([false, 0, "", []])("sets the value %j", async (value) => {
    const { output } = await ask(manageKvStore, { ...set, value }, [{ status: 200 }]);
    expect(output).toEqual({ status: "ok" });
  });

  it.each([true, false])("tells whether the key was there to delete: %s", async (deleted) => {
    const { output } = await ask(manageKvStore, { ...set, action: "delete" }, [
      { status: 200, body: deleted },
    ]);
    expect(output).toEqual({ deleted });
  });

  it("does not take a 404 for a key that was not there to delete", async () => {
    const call = ask(manageKvStore, { ...set, action: "delete" }, [{ status: 404 }]);
    await expect(call).rejects.toThrow("404");
  });

  it("lists what a line tells of a key", async () => {
    const row = { key: "a", namespace: "company", version: 1, updateDate: null };
    const { output } = await ask(manageKvStore, { namespace: "company", action: "list" }, [[row]]);
    expect(output).toMatchObject({ results: [row] });
  });

  it("says clearly that a value has expired", async () => {
    const gone = { status: 410, body: { message: "Resource has expired: The requested value has expired" } };
    const call = ask(manageKvStore, { ...set, action: "get" }, [gone]);
    await expect(call).rejects.toThrow("has expired");
  });
});

describe("list_namespaces", () => {
  it("filters the namespaces with flows too", async () => {
    const call = { with_flows_only: true, query: "data" };
    const { output } = await ask(listNamespaces, call, [["company.data", "company.team"]]);
    expect(output).toEqual({ results: ["company.data"] });
  });
});
