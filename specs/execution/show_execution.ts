import { showExecution } from "../../generated/execution/show_execution.ts";
import { earliest } from "../functions/time-range.ts";
import { executionFact } from "../steps/diagnosis/facts/execution-fact.ts";
import { looking } from "../steps/diagnosis/gather/ask.ts";
import { oldestFirst } from "../steps/diagnosis/gather/execution-facts.ts";
import { hasFailure } from "../steps/execution/failure.ts";
import { executionPicture } from "../steps/picture/execution-picture.ts";

/**
 * Steps, because the chart is put together of what several requests tell, side by side: the execution, what it started, from 2.0
 * on the iterations of its loops; and its log where something went wrong.
 */
export const tool = showExecution(async ({ execution_id }, kestra, { now, instance: { line }, mask }) => {
  const { look, unknown } = looking();
  const isLooping = Number.parseInt(line, 10) >= 2;
  const [raw, started, loops] = await Promise.all([
    kestra.execution({ execution_id }),
    look("The executions that it started", () =>
      kestra.started({ parent: execution_id, size: 50, sort: oldestFirst }),
    ),
    isLooping
      ? look("The iterations of its loops", () =>
          kestra.loops({ parent: execution_id, kind: "LOOP", size: 100, sort: oldestFirst }),
        )
      : undefined,
  ]);
  const execution = executionFact(raw);
  const logged = [execution, ...execution.runs].some(({ state }) => hasFailure(state))
    ? await look("The log", () => kestra.lines({ execution_id, start_date: earliest, size: 100 }))
    : undefined;
  const found = [started, loops].flatMap((one) => one?.results ?? []).map(executionFact);
  return {
    ...executionPicture(
      { execution, started: found, lines: logged?.results ?? [], page: raw.page },
      { now: now().getTime(), mask },
    ),
    ...(unknown.length === 0 ? {} : { unknown }),
  };
});
