import type { Data } from "../../support/data.ts";
import { run, until } from "./flows.ts";
import { kestra } from "./kestra.ts";

/** The type of a task that logs. */
export const log = "type: io.kestra.plugin.core.log.Log";

/** A flow that logs at each level, fails, and tries again. */
export const chatty = `
tasks:
  - id: debug
    ${log}
    level: DEBUG
    message: a debug line
  - id: info
    ${log}
    message: an info line
  - id: warn
    ${log}
    level: WARN
    message: [a first warning, a second warning with Ümlaut]
  - id: fail
    type: io.kestra.plugin.core.execution.Fail
    errorMessage: broken on purpose
    retry:
      type: constant
      interval: PT0.3S
      maxAttempts: 2
`;

/** A line of a log. */
export interface Line {
  readonly taskId: string;
  readonly taskRunId: string;
  readonly level: string;
  readonly message: string;
  readonly attemptNumber: number;
  readonly timestamp: string;
}

/** Searches the lines of the flow chatty. */
export const search = (more: object = {}): Promise<Data> =>
  kestra.get("search_logs", { namespace: kestra.namespace, flow_id: "chatty", full: true, ...more });

/** The lines of an execution. */
export async function linesOf(execution_id: string, more: object = {}): Promise<readonly Line[]> {
  const { results } = await kestra.get("get_execution_logs", { execution_id, full: true, ...more });
  return results as unknown as readonly Line[];
}

/** The levels among lines, in order. */
export const levelsOf = (lines: readonly Line[]): readonly string[] =>
  [...new Set(lines.map(({ level }) => level))].sort();

/** An execution of plain, with its line stored. */
export async function said(): Promise<string> {
  const { id } = await run("plain");
  await until(
    () => linesOf(id),
    (lines) => lines.length > 0,
  );
  return id;
}
