import { setTimeout as sleep } from "node:timers/promises";
import type { Data } from "../../support/data.ts";
import { kestra } from "./kestra.ts";

const ended = ["SUCCESS", "WARNING", "FAILED", "KILLED", "CANCELLED"];

/** A flow's YAML: its id, its namespace, and the rest as it is given. */
export function flowYaml(id: string, rest: string, namespace = kestra.namespace): string {
  return `id: ${id}\nnamespace: ${namespace}\n${rest.trimStart()}`;
}

/** Tasks that say one thing and end. */
export const hello = `
tasks:
  - id: hello
    type: io.kestra.plugin.core.log.Log
    message: Hello
`;

/** Tasks that take their time. */
export const sleeping = (duration = "PT30S"): string => `
tasks:
  - id: wait
    type: io.kestra.plugin.core.flow.Sleep
    duration: ${duration}
  - id: after
    type: io.kestra.plugin.core.log.Log
    message: after
`;

/** Creates a flow in the namespace of the tests. */
export async function createFlow(id: string, rest: string, namespace?: string): Promise<Data> {
  return kestra.get("create_flow_from_yaml", { yaml_definition: flowYaml(id, rest, namespace) });
}

/** Starts a flow of the namespace. */
export async function execute(flow: string, more: Readonly<Record<string, unknown>> = {}): Promise<Data> {
  return kestra.get("execute_flow", { namespace: kestra.namespace, flow_id: flow, ...more });
}

/** The execution, all that is known of it, once it is in one of the states; any final one ends the wait. */
export async function waitFor(id: string, states: readonly string[] = ended): Promise<Data> {
  const until = Date.now() + 30_000;
  for (;;) {
    const { data, isError, text } = await kestra.call("manage_executions", {
      action: "get",
      execution_id: id,
      full: true,
    });
    // Kestra answers a start before it has stored the execution.
    const current = isError ? text : data.state.current;
    if (states.includes(current)) return data;
    if (ended.includes(current) || Date.now() > until) {
      throw new Error(`Execution ${id} is ${current}, not ${states.join(" or ")}.`);
    }
    await sleep(50);
  }
}

/** Asks until the answer is what is meant: Kestra stores logs, and finds executions, a little after they were made. */
export async function until<T>(ask: () => Promise<T>, isMeant: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (isMeant(answer)) return answer;
    if (Date.now() > end) throw new Error(`It stayed ${JSON.stringify(answer).slice(0, 500)}.`);
    await sleep(100);
  }
}

/** Lists executions until they are what is meant. */
export async function listed(
  wanted: Readonly<Record<string, unknown>>,
  isMeant: (rows: readonly Data[]) => boolean,
): Promise<readonly Data[]> {
  const { results } = await until(
    () => kestra.get("list_executions", { namespace: kestra.namespace, ...wanted }),
    (answer) => isMeant(answer.results),
  );
  return results;
}

/** The execution once its first task run is in this state, which comes after its own. */
export async function untilTaskRuns(id: string, state = "RUNNING"): Promise<Data> {
  return until(
    () => waitFor(id, ["RUNNING"]),
    ({ taskRunList }) => (taskRunList as Data["taskRunList"] | undefined)?.[0]?.state.current === state,
  );
}

/** Starts a flow of the namespace and waits for its end. */
export async function run(flow: string, more: Readonly<Record<string, unknown>> = {}): Promise<Data> {
  const { id } = (await execute(flow, more)) as { id: string };
  return waitFor(id);
}

/** An id of the right form that no execution has. */
export const noExecution = "1234567890abcdefghijkl";
