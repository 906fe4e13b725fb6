import { formatDuration, parseDuration } from "../values/duration.ts";
import type { LogLevel, LogLine, Metric } from "../executions/execution.ts";
import type { Values } from "../values/values.ts";
import type { TaskSpec } from "../executions/flow.ts";
import { PebbleError } from "../pebble/error.ts";
import { render, renderDeep, type Scope } from "../pebble/pebble.ts";
import { isTruthy, printed } from "../pebble/value.ts";
import { readExactly } from "../values/exact-number.ts";

/** What a worker task may reach while it runs. */
export interface WorkerContext {
  readonly scope: Scope;
  /** Keeps a file and gives its `kestra:///` address; `extension` with its dot. */
  readonly store: (content: string, extension: string) => string;
}

/** What a worker task did: it is all known when it starts, and lasts `duration` milliseconds. */
export interface WorkerResult {
  readonly state: "SUCCESS" | "FAILED";
  readonly duration: number;
  readonly outputs?: Values;
  readonly logs: readonly LogLine[];
  readonly metrics?: readonly Pick<Metric, "type" | "name" | "value" | "tags">[];
}

type WorkerTask = (task: TaskSpec, context: WorkerContext) => WorkerResult;

/** What a task takes that does nothing worth waiting for, in milliseconds. */
const moment = 5;

function success(outputs: Values = {}, logs: readonly LogLine[] = [], duration = moment): WorkerResult {
  return {
    state: "SUCCESS",
    duration,
    outputs,
    logs,
  };
}

/** A failure as the worker logs it: the message, then the stack trace at TRACE. */
export function failure(message: string, exception = "java.lang.Exception", frame?: string): WorkerResult {
  return {
    state: "FAILED",
    duration: moment,
    logs: [
      { level: "ERROR", message },
      { level: "TRACE", message: `${exception}: ${message}${frame === undefined ? "" : `\n\tat ${frame}`}` },
    ],
  };
}

function text(task: TaskSpec, key: string, { scope }: WorkerContext, fallback = ""): string {
  const value = task[key];
  return value === undefined ? fallback : render(printed(value), scope);
}

const logTask: WorkerTask = (task, context) => {
  const messages = Array.isArray(task["message"])
    ? (task["message"] as readonly unknown[])
    : [task["message"]];
  const level = text(task, "level", context, "INFO") as LogLevel;
  const logs = messages.map((message) => ({ level, message: render(printed(message), context.scope) }));
  return success({}, logs);
};

const returnTask: WorkerTask = (task, context) => {
  if (task["format"] === undefined) return success();
  const value = text(task, "format", context);
  return success({ value }, [{ level: "DEBUG", message: value }]);
};

const sleep: WorkerTask = (task, context) => {
  const written = text(task, "duration", context);
  const duration = parseDuration(written);
  if (duration === undefined) return failure(`Invalid duration: ${written}`);
  return success({}, [{ level: "INFO", message: `Waiting for ${formatDuration(duration)}` }], duration);
};

const fail: WorkerTask = (task, context) => {
  if (task["condition"] !== undefined && !isTruthy(text(task, "condition", context))) return success();
  const message = text(task, "errorMessage", context, "Task failure");
  return failure(message, "java.lang.Exception", "io.kestra.plugin.core.execution.Fail.run(Fail.java:141)");
};

const write: WorkerTask = (task, context) =>
  success({ uri: context.store(text(task, "content", context), text(task, "extension", context)) });

/** Some flow models keep lists and maps of a task as their JSON text. */
function structured(value: unknown): unknown {
  return typeof value === "string" ? readExactly(value) : value;
}

const outputValues: WorkerTask = (task, { scope }) =>
  success({ values: renderDeep(structured(task["values"] ?? {}), scope) });

const publish: WorkerTask = (task, { scope }) => {
  const wanted = (structured(renderDeep(task["metrics"] ?? [], scope)) ?? []) as readonly Values[];
  const metrics = wanted.map((metric) => ({
    type: printed(metric["type"]),
    name: printed(metric["name"]),
    value:
      metric["type"] === "timer" ? (parseDuration(printed(metric["value"])) ?? 0) : Number(metric["value"]),
    tags: (metric["tags"] ?? {}) as Readonly<Record<string, string>>,
  }));
  return { ...success(), metrics };
};

/** What every request of a flow is answered with: the sandbox fetches nothing. */
function webAnswer(uri: string): string {
  return JSON.stringify({ sandbox: true, uri });
}

const request: WorkerTask = (task, context) => {
  const uri = text(task, "uri", context);
  const body = webAnswer(uri);
  const headers = { "content-type": ["application/json"], "content-length": [String(body.length)] };
  return success({ uri, code: 200, headers, body });
};

const download: WorkerTask = (task, context) => {
  const body = webAnswer(text(task, "uri", context));
  const headers = { "content-type": ["application/json"] };
  return success({ code: 200, uri: context.store(body, ".json"), headers, length: body.length });
};

const workerTasks: Readonly<Record<string, WorkerTask>> = {
  "io.kestra.plugin.core.debug.Return": returnTask,
  "io.kestra.plugin.core.execution.Fail": fail,
  "io.kestra.plugin.core.flow.Sleep": sleep,
  "io.kestra.plugin.core.http.Download": download,
  "io.kestra.plugin.core.http.Request": request,
  "io.kestra.plugin.core.log.Log": logTask,
  "io.kestra.plugin.core.metric.Publish": publish,
  "io.kestra.plugin.core.output.OutputValues": outputValues,
  "io.kestra.plugin.core.storage.Write": write,
};

export const workerTypes: readonly string[] = Object.keys(workerTasks);

/** The message of an error that a template raised; anything else is a fault of the sandbox and goes on. */
export function templateMessage(error: unknown): string {
  if (error instanceof PebbleError) return error.message;
  throw error;
}

/** Runs a worker task. A template that cannot be rendered fails it, as Kestra does. */
export function runWorkerTask(task: TaskSpec, context: WorkerContext): WorkerResult {
  const run = Object.hasOwn(workerTasks, task.type) ? workerTasks[task.type] : undefined;
  if (run === undefined) return failure(`Unknown task type: ${task.type}`);
  try {
    return run(task, context);
  } catch (error) {
    return failure(templateMessage(error), "io.kestra.core.exceptions.IllegalVariableEvaluationException");
  }
}
