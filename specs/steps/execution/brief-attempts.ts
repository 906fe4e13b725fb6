import { isObject } from "../../../runtime/json.ts";

interface Run {
  readonly attempts?: readonly { readonly state?: unknown }[] | null | undefined;
}

/**
 * An execution whose attempts that succeeded tell when they began and ended, and how long they took, without each change of
 * state: that of their task run says the same. Of many task runs those would be most of an answer.
 */
export function withBriefAttempts<
  Execution extends { readonly taskRunList?: readonly Run[] | null | undefined },
>(execution: Execution): Execution {
  const { taskRunList } = execution;
  if (!taskRunList) return execution;
  return {
    ...execution,
    taskRunList: taskRunList.map((run) =>
      run.attempts ? { ...run, attempts: run.attempts.map(brief) } : run,
    ),
  };
}

function brief<Attempt extends { readonly state?: unknown }>(attempt: Attempt): Attempt {
  const { state } = attempt;
  if (!isObject(state) || state.current !== "SUCCESS") return attempt;
  const { histories: _, ...rest } = state;
  return { ...attempt, state: rest };
}
