import { execute, until, waitFor } from "./flows.ts";
import { kestra } from "./kestra.ts";

/** Asks whether to publish, for a day at most. */
export const approval = `
tasks:
  - id: approve
    type: io.kestra.plugin.core.flow.Pause
    description: Shall the prices be published?
    pauseDuration: P1D
    behavior: CANCEL
    onResume:
      - id: approved
        type: BOOL
        defaults: true
      - id: reason
        type: STRING
        description: Why, in one line
  - id: show
    type: io.kestra.plugin.core.debug.Return
    format: "{{ outputs.approve.onResume.approved }} {{ outputs.approve.onResume.reason }}"
outputs:
  - id: shown
    type: STRING
    value: "{{ outputs.show.value }}"
`;
/** Waits, and asks nothing. */
export const plainPause = `
tasks:
  - id: hold
    type: io.kestra.plugin.core.flow.Pause
  - id: after
    type: io.kestra.plugin.core.log.Log
    message: after
`;
/** Two task runs that wait side by side. */
export const both = `
tasks:
  - id: sides
    type: io.kestra.plugin.core.flow.Parallel
    tasks:
      - id: legal
        type: io.kestra.plugin.core.flow.Pause
        description: Is it legal?
      - id: price
        type: io.kestra.plugin.core.flow.Pause
        onResume:
          - id: amount
            type: INT
  - id: after
    type: io.kestra.plugin.core.log.Log
    message: after
`;

/** A task run of a paused execution. */
export interface Side {
  readonly id: string;
  readonly taskId: string;
  readonly state: { readonly current: string };
}

/** Starts a flow and waits until it is paused. */
export async function paused(flow: string): Promise<string> {
  const { id } = (await execute(flow)) as { id: string };
  await waitFor(id, ["PAUSED"]);
  return id;
}

/** Both sides of a started `both`, in Kestra's order, once both wait. */
export async function pausedAtBoth(): Promise<{
  readonly id: string;
  readonly sides: readonly [Side, Side];
}> {
  const id = await paused("both");
  const sides = await until(
    async () => {
      const { taskRunList } = (await waitFor(id, ["PAUSED"])) as unknown as { taskRunList: readonly Side[] };
      return taskRunList.filter(({ state }) => state.current === "PAUSED");
    },
    ({ length }) => length === 2,
  );
  return { id, sides: sides as unknown as readonly [Side, Side] };
}

/** The state of an execution. */
export async function stateOf(id: string): Promise<string> {
  return (await kestra.get("manage_executions", { action: "get", execution_id: id })).state.current;
}
