import { failuresOf, type Failed, type FailureCalls } from "./failure.ts";

/** Failed rows whose reason is looked for: on Kestra 2.0 each is a request. */
const most = 20;

/** A row of a list, and the task and message of what went wrong where it failed. */
type WithFailure<Row> = Row & {
  readonly failure?: { readonly taskId?: string | undefined; readonly message: string };
};

interface Row {
  readonly id: string;
  readonly state: { readonly current: string };
}

/**
 * Rows of which those that failed or ended with a warning say why.
 * @param whole by id, what the rows were made of
 * @returns without: what is said where some are without their reason
 */
export async function withFailures<R extends Row>(
  rows: readonly R[],
  whole: ReadonlyMap<string, Failed>,
  kestra: FailureCalls,
  mask: (text: string) => string,
): Promise<{ readonly results: WithFailure<R>[]; readonly without?: string }> {
  const failed = rows.flatMap(({ id, state: { current } }) => {
    const execution = whole.get(id);
    return execution !== undefined && (current === "FAILED" || current === "WARNING") ? [execution] : [];
  });
  const failures = await failuresOf(failed, kestra, most, mask);
  const results = rows.map((row) => {
    const { taskId, message } = failures.get(row.id) ?? {};
    return message === undefined ? row : { ...row, failure: { taskId, message } };
  });
  const unread = failed.length - most;
  if (unread <= 0) return { results };
  return {
    results,
    without: `Of the failed ones the last ${unread} are without their reason: ask for fewer at once.`,
  };
}
