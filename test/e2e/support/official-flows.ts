import type { Data } from "../../support/data.ts";
import { waitFor } from "./flows.ts";
import { kestra } from "./kestra.ts";

/** The first text block as JSON: all that those tests look at. */
export async function text(name: string, args: Readonly<Record<string, unknown>>): Promise<Data> {
  const answer = await kestra.call(name, args);
  if (answer.isError) throw new Error(answer.text);
  return JSON.parse(answer.text) as Data;
}

export const here = (): { namespace: string } => ({ namespace: kestra.namespace });
export const of = (flow_id: string): { namespace: string; flow_id: string } => ({ ...here(), flow_id });

export const log = (id: string, message: string): string =>
  `  - id: ${id}\n    type: io.kestra.plugin.core.log.Log\n    message: ${message}\n`;

export const slow = `tasks:
${log("greet", "hello")}  - id: rest
    type: io.kestra.plugin.core.flow.Sleep
    duration: PT2M
`;

export const sleeper = (): string => `tasks:
  - id: call
    type: io.kestra.plugin.core.flow.Subflow
    namespace: ${kestra.namespace}
    flowId: hello_mcp
    wait: false
  - id: rest
    type: io.kestra.plugin.core.flow.Sleep
    duration: PT5M
${log("late", "never")}`;

export const pausing = `tasks:
${log("before", "before")}  - id: pause
    type: io.kestra.plugin.core.flow.Pause
${log("after", "after")}`;

export const approval = `inputs:
  - id: request
    type: STRING
    defaults: a day off
tasks:
  - id: wait
    type: io.kestra.plugin.core.flow.Pause
    onResume:
      - id: reason
        type: STRING
        defaults: Approved
${log("said", '"{{ outputs.wait.onResume.reason }}"')}`;

export const failure = `tasks:
${log("before", "before")}  - id: fail
    type: io.kestra.plugin.core.execution.Fail
${log("after", "after")}`;

const isLine2 = (): boolean => kestra.target.line === "2.0";
const select = (): string => (isLine2() ? "SELECT" : "ENUM");

export const getData = (more = ""): string => `inputs:
  - id: data
    type: ${select()}
    values: [customers, products]
    defaults: customers
  - id: startDate
    type: DATE
    defaults: "2025-12-03"
tasks:
  - id: extract
    type: io.kestra.plugin.core.debug.Return
    format: "{{ inputs.data }} from {{ inputs.startDate }}"
${more}outputs:
  - id: data
    type: STRING
    value: "{{ outputs.extract.value }}"
`;

export const scheduled = `tasks:
${log("hi", "hi")}triggers:
  - id: hourly
    type: io.kestra.plugin.core.trigger.Schedule
    cron: "@hourly"
`;

export const paused = async (flow_id: string): Promise<string> => {
  const { id } = (await text("execute_flow", of(flow_id))) as { id: string };
  await waitFor(id, ["PAUSED"]);
  return id;
};

export const failed = async (): Promise<string> => {
  const { id } = (await text("execute_flow", of("failure"))) as { id: string };
  await waitFor(id, ["FAILED"]);
  return id;
};
