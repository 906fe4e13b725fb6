import type { Line } from "../line/line.ts";
import { formatDuration, formatInstant } from "../values/duration.ts";
import type { Attempt, Execution, LogEntry, Metric, TaskRun } from "../executions/execution.ts";
import { inputModel } from "../inputs/model.ts";
import type { ReadInput } from "../inputs/inputs.ts";
import { endOf, startOf, type State } from "../executions/state.ts";
import type { Values } from "../values/values.ts";

/**
 * What of an execution is shown: `read` in the answer to a GET of one, `row` in a list, `command` in the answer to a
 * command and in event streams. Only 2.0 tells them apart.
 */
export type ExecutionView = "read" | "row" | "command";

function optional(name: string, value: unknown): Values {
  return value === undefined ? {} : { [name]: value };
}

/** 1.0 gives a duration from the start on, later lines from the end or a pause on. */
function renderState(state: State, line: Line, now: number): Values {
  const end = endOf(state);
  const until = end ?? (line === "1.0" ? now : undefined);
  return {
    current: state.current,
    histories: state.histories.map(({ state: type, date }) => ({ state: type, date: formatInstant(date) })),
    ...(until === undefined ? {} : { duration: formatDuration(Math.max(0, until - startOf(state))) }),
    startDate: formatInstant(startOf(state)),
    ...(end === undefined ? {} : { endDate: formatInstant(end) }),
  };
}

function renderAttempt(attempt: Attempt, line: Line, now: number): Values {
  return {
    state: renderState(attempt.state, line, now),
    ...optional("workerId", attempt.workerId),
  };
}

/** A task run as commands and 1.x show it, `full`, or as a 2.0 GET does. Outputs have routes of their own on 2.0. */
export function renderTaskRun(
  execution: Execution,
  run: TaskRun,
  line: Line,
  now: number,
  full: boolean,
): Values {
  const { id: executionId, namespace, flowId } = execution;
  return {
    id: run.id,
    ...(full ? { executionId, namespace, flowId } : {}),
    taskId: run.taskId,
    ...optional("parentTaskRunId", run.parentTaskRunId),
    ...optional("value", run.value),
    ...(run.attempts.length === 0
      ? {}
      : { attempts: run.attempts.map((attempt) => renderAttempt(attempt, line, now)) }),
    ...(full ? { outputs: line === "2.0" ? null : (run.outputs ?? null) } : {}),
    state: renderState(run.state, line, now),
    ...optional("iteration", run.iteration),
  };
}

/** Reads of 2.0 leave out the inputs that have no value. */
function renderInputs(inputs: Values | undefined, brief: boolean): Values | undefined {
  return inputs === undefined || !brief
    ? inputs
    : Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null));
}

/** An execution as the line answers it. `now` in milliseconds since 1970, for durations that go on. */
export function renderExecution(execution: Execution, line: Line, now: number, view: ExecutionView): Values {
  const brief = line === "2.0" && view !== "command";
  const runs = execution.taskRuns?.map((run) => renderTaskRun(execution, run, line, now, !brief));
  const date = execution.scheduleDate;
  return {
    ...(brief ? { tenantId: "main" } : {}),
    id: execution.id,
    namespace: execution.namespace,
    flowId: execution.flowId,
    flowRevision: execution.flowRevision,
    ...(brief && view === "row" ? {} : optional("taskRunList", brief ? (runs ?? []) : runs)),
    ...optional("inputs", renderInputs(execution.inputs, brief)),
    ...optional("outputs", execution.outputs),
    labels: execution.labels,
    state: renderState(execution.state, line, now),
    ...optional("parentId", execution.parentId),
    originalId: execution.originalId,
    ...optional("trigger", execution.trigger),
    ...(brief ? {} : { deleted: false }),
    ...(brief && view === "row"
      ? {}
      : {
          metadata: {
            attemptNumber: execution.attemptNumber,
            originalCreatedDate: formatInstant(execution.createdAt),
          },
        }),
    ...(date === undefined ? {} : { scheduleDate: formatInstant(date).replace(".000Z", "Z") }),
    ...(execution.breakpoints.length === 0
      ? {}
      : { breakpoints: execution.breakpoints.map((id) => ({ id })) }),
  };
}

/** What a create is answered by. */
interface CreatedBy {
  readonly line: Line;
  readonly engine: { readonly time: number };
  readonly tenant: string;
  readonly address: { readonly url: string };
}

/** The answer to a create: the execution, and where the user interface shows it. */
export function renderCreated(execution: Execution, { line, engine, tenant, address }: CreatedBy): Values {
  return {
    ...renderExecution(execution, line, engine.time, "command"),
    url: `${address.url}/ui/${tenant}/executions/${execution.namespace}/${execution.flowId}/${execution.id}`,
  };
}

/** What the stream of an execution begins with: an execution of that id without anything in it. */
export function renderStreamStart(id: string, now: number): Values {
  return {
    id,
    labels: [],
    originalId: id,
    deleted: false,
    metadata: { attemptNumber: 1, originalCreatedDate: formatInstant(now) },
  };
}

/** A log line; those of a 2.0 stream name the tenant. */
export function renderLog(entry: LogEntry, line: Line, streamed = false): Values {
  return {
    ...(line === "2.0" && streamed ? { tenantId: "main" } : {}),
    namespace: entry.namespace,
    flowId: entry.flowId,
    ...optional("taskId", entry.taskId),
    ...optional("executionId", entry.executionId),
    ...optional("triggerId", entry.triggerId),
    ...optional("taskRunId", entry.taskRunId),
    attemptNumber: entry.attemptNumber ?? null,
    timestamp: formatInstant(entry.timestamp),
    level: entry.level,
    thread: entry.thread,
    message: entry.message,
    ...(line === "1.0" ? { deleted: false } : {}),
  };
}

/** What a stream of logs begins with. */
export const logStreamStart: Readonly<Record<Line, Values>> = {
  "1.0": { attemptNumber: null, deleted: false },
  "1.3": { attemptNumber: null },
  "2.0": {},
};

export function renderMetric(metric: Metric, line: Line): Values {
  return {
    namespace: metric.namespace,
    flowId: metric.flowId,
    taskId: metric.taskId,
    executionId: metric.executionId,
    taskRunId: metric.taskRunId,
    type: metric.type,
    name: metric.name,
    value: metric.value,
    timestamp: formatInstant(metric.timestamp),
    tags: metric.tags,
    ...(line === "1.0" ? { deleted: false } : {}),
  };
}

/** Why an input was refused, in the words of the line; undefined when it was not. */
export function inputMessage({ spec, fault }: ReadInput, line: Line): string | undefined {
  if (fault === undefined) return undefined;
  const { cause, received } = fault;
  const block = `errors:\n\`\`\`\n${cause.message}\n\`\`\``;
  if (line === "1.0") {
    const type = `\`${spec.type}\``;
    const why =
      cause.reason === "parse"
        ? `java.lang.Exception: Expected ${type} but received \`${received ?? "null"}\` with ${block}`
        : cause.formerly;
    return `Invalid input for \`${spec.id}\`, ${why}, but received \`${received ?? "null"}\``;
  }
  if (cause.reason === "missing") return cause.message;
  return cause.reason === "parse"
    ? ` ${block}`
    : `Invalid value for input \`${spec.id}\`. Cause: ${cause.message}`;
}

/** One input in the answer of a validation. */
export function renderInput(read: ReadInput, line: Line): Values {
  const message = inputMessage(read, line);
  return {
    input: inputModel(read.spec),
    ...optional("value", read.value),
    enabled: true,
    isDefault: read.isDefault && read.value !== undefined,
    errors: message === undefined ? [] : [line === "1.0" ? { message } : { message, renderError: false }],
  };
}
