import { showFlow } from "../../generated/flow/show_flow.ts";
import { earliest } from "../functions/time-range.ts";
import { looking } from "../steps/diagnosis/gather/ask.ts";
import { taskRunsOf } from "../steps/execution/task-runs.ts";
import { picturedFlow } from "../steps/picture/flow-picture.ts";

/** Steps, because the diagram is put together of what several requests tell, side by side; the last is about the last execution. */
export const tool = showFlow(async ({ namespace, flow_id }, kestra, { now }) => {
  const of = { namespace, flow_id };
  const { look, unknown } = looking();
  const [flow, triggers, executions, dependencies] = await Promise.all([
    kestra.flow(of),
    look("Its triggers", () => kestra.triggers(of)),
    look("Its executions", () => kestra.executions({ ...of, start_date: earliest })),
    look("The flows that lead to it", () => kestra.dependencies(of)),
  ]);
  const last = executions?.results[0]?.id;
  const runs =
    last === undefined
      ? undefined
      : await look("Its last execution", () => kestra.runs({ execution_id: last }));
  return {
    ...picturedFlow(of, flow, {
      triggers: triggers?.results ?? [],
      executions: executions?.results ?? [],
      dependencies: dependencies ?? {},
      runs: taskRunsOf(runs?.taskRunList),
      now: now(),
    }),
    ...(unknown.length === 0 ? {} : { unknown }),
  };
});
