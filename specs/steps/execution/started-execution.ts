import { ContractError, KestraError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import { sentences } from "../../../runtime/text/sentences.ts";

/** An error after which the execution may be there all the same says so, lest it be started twice. */
export function startFailure(error: unknown): unknown {
  if (error instanceof KestraError && error.mayBeDone) {
    const hint = say`If Kestra took the request, the execution goes on: look with list_executions.`;
    return new KestraError(sentences(error.said, hint), error.status, { cause: error, mayBeDone: true });
  }
  if (error instanceof ContractError) {
    const hint = say`The execution was probably started: look with list_executions.`;
    return new ContractError(sentences(error.said, hint), { cause: error });
  }
  return error;
}

/** Why an execution is not waited for, where it starts later; undefined where it starts now. */
export function startsLater(scheduleDate: string | null | undefined, now: Date): string | undefined {
  const start = Date.parse(scheduleDate ?? "");
  if (!(start > now.getTime())) return undefined;
  return `It starts at ${new Date(start).toISOString()}, which was not waited for: \`manage_executions\` with action get shows how it is.`;
}

interface Run {
  readonly outputs?: unknown;
}

/**
 * An execution as it was read, in the shape of the answer to its start. That alone tells its `url`, and from Kestra 2.0 on
 * also whether it is deleted, and that a task run has outputs without what they are.
 */
export function asStarted<
  Execution extends { readonly taskRunList?: readonly Run[] | null | undefined; readonly deleted?: unknown },
  Url,
>(read: Execution, started: { readonly url?: Url; readonly deleted?: Execution["deleted"] }) {
  const { taskRunList, deleted = started.deleted } = read;
  return {
    ...read,
    url: started.url,
    deleted,
    taskRunList: taskRunList?.map((run) => ({ ...run, outputs: run.outputs ?? null })),
  };
}
