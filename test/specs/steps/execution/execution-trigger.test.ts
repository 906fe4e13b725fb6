import { expect, it } from "vitest";
import { tool as addExecutionLabels } from "../../../../specs/execution/add_execution_labels.ts";
import { tool as executeFlow } from "../../../../specs/execution/execute_flow.ts";
import { tool as manageExecutions } from "../../../../specs/execution/manage_executions.ts";
import { withoutHeaders } from "../../../../specs/steps/execution/execution-trigger.ts";
import { ask } from "../../fake-kestra.ts";

const trigger = {
  id: "hook",
  type: "io.kestra.plugin.core.trigger.Webhook",
  variables: { body: { order: 7 }, headers: { authorization: ["Basic abc"] }, parameters: {} },
};

it.each(["headers", "Headers"])("keeps the %s of a webhook back, and nothing else", (name) => {
  const { headers, ...variables } = trigger.variables;
  const execution = { id: "5xYz", trigger: { ...trigger, variables: { ...variables, [name]: headers } } };
  expect(withoutHeaders(execution)).toEqual({ id: "5xYz", trigger: { ...trigger, variables } });
  expect(execution.trigger.variables).toHaveProperty(name);
});

it.each([
  {},
  { trigger: null },
  { trigger: { id: "daily", variables: null } },
  { trigger: { id: "daily", variables: { date: "2026-05-01" } } },
])("leaves any other execution as it is: %j", (execution) => {
  expect(withoutHeaders(execution)).toEqual(execution);
});

const execution = {
  id: "5xYz",
  namespace: "company",
  flowId: "hello",
  state: { current: "SUCCESS" },
  trigger,
};
const of = { execution_id: "5xYz" };

it.each([
  ["get", manageExecutions, { ...of, action: "get" }, [execution]],
  ["change_status", manageExecutions, { ...of, action: "change_status", status: "FAILED" }, [execution]],
  ["execute_flow", executeFlow, { namespace: "company", flow_id: "hello" }, [{ revision: 1 }, execution]],
  ["add_execution_labels", addExecutionLabels, { ...of, labels: { a: "b" } }, [execution, execution]],
])("%s gives no headers of a webhook", async (_, tool, call, answers) => {
  const { output } = await ask(tool, call, answers);
  expect(output.trigger).toMatchObject({ id: "hook", variables: { body: { order: 7 } } });
  expect(JSON.stringify(output)).not.toMatch(/authorization|Basic/);
});
