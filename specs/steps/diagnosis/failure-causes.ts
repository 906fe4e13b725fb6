import { joined, say, type Said } from "../../../runtime/text/said.ts";
import type { Failure } from "../execution/failure.ts";
import type { Cause, Evidence } from "./cause.ts";
import { placeOf, type ExecutionFact } from "./facts/execution-fact.ts";
import { taskOf, type FlowFact } from "./facts/flow-fact.ts";
import { originOf, tooMany, type Origin } from "./failure-origin.ts";

/** A line from WARN on. */
export interface LogFact {
  readonly namespace?: string | null | undefined;
  readonly flowId?: string | null | undefined;
  readonly executionId?: string | null | undefined;
  readonly taskId?: string | null | undefined;
  readonly taskRunId?: string | null | undefined;
  readonly triggerId?: string | null | undefined;
  readonly attemptNumber?: number | null | undefined;
  readonly timestamp?: string | null | undefined;
  readonly level?: string | null | undefined;
  readonly message?: string | null | undefined;
}

/** What is known of an execution that ended badly. */
export interface FailureFacts {
  readonly execution: ExecutionFact;
  readonly failure?: Failure | undefined;
  /** From WARN on, the newest first. */
  readonly lines: readonly LogFact[];
  readonly flow?: FlowFact | undefined;
  /** The execution that its failed task started, and why that failed. */
  readonly child?: { readonly execution: ExecutionFact; readonly failure: Failure } | undefined;
}

/** Why an execution failed or ended with a warning: the task, its attempt and its line. */
export function failureCauses(facts: FailureFacts): readonly Cause[] {
  const { execution, failure } = facts;
  const { state } = execution;
  if (failure === undefined || !["FAILED", "RETRIED", "WARNING"].includes(state)) return [];
  if (failure.taskId === undefined) return state === "WARNING" ? [] : [withoutTask(facts, failure)];
  return [withTask(facts, failure, failure.taskId)];
}

function withTask(facts: FailureFacts, failure: Failure, taskId: string): Cause {
  const { execution, child } = facts;
  const deepest = child?.failure ?? failure;
  const task = taskOf(facts.flow, taskId);
  const earlier = linesBefore(facts, failure).find(({ level }) => level === "ERROR");
  const { origin, isShown } = originOf(deepest.message, earlier?.message ?? "");
  const said =
    earlier === undefined
      ? say``
      : say` Before it, ${earlier.taskId ?? say`Kestra`} logged: ${firstLine(earlier.message)}`;
  const isWarning = execution.state === "WARNING";
  const attempt = attemptText(failure);
  const below =
    child === undefined
      ? say``
      : say` It started the execution ${child.execution.id} of ${placeOf(child.execution)}, whose task ${child.failure.taskId ?? say`none`} failed.`;
  return {
    cause: tooMany.test(deepest.message) ? "rate_limited" : isWarning ? "ended_with_warning" : "task_failed",
    object: `${placeOf(execution)} ${execution.id} task ${taskId}`,
    message: say`Task ${taskId} of ${placeOf(execution)} ${isWarning ? say`ended with a warning` : say`failed`}${attempt}: ${deepest.message}${/[.!?]$/.test(deepest.message) ? say`` : say`.`}${below}${said}`,
    certainty: deepest.isInferred === true ? "probable" : "certain",
    limit: origin === "limit" ? timeoutOf(task?.raw) : undefined,
    evidence: [
      { field: "message", value: deepest.message, time: timeOf(facts, failure) },
      { field: "origin", value: isShown ? origin : `${origin} (inferred)` },
      ...runEvidence(facts, failure),
      ...childEvidence(child),
      ...before(facts, failure),
      ...blocksThatRan(facts),
    ],
    next: mend(execution, origin, child?.execution),
  };
}

function withoutTask({ execution, lines }: FailureFacts, failure: Failure): Cause {
  const line = lines.find(({ level }) => level === "ERROR");
  return {
    cause: tooMany.test(failure.message) ? "rate_limited" : "execution_failed",
    object: `${placeOf(execution)} ${execution.id}`,
    message: say`${placeOf(execution)} failed without a failed task: ${failure.message}`,
    certainty: "certain",
    evidence: [
      { field: "message", value: failure.message, time: line?.timestamp ?? undefined },
      {
        field: "state.histories",
        value: execution.histories.map(({ state }) => state).join(" > "),
        time: execution.endDate,
      },
    ],
    next: mend(execution, "code"),
  };
}

function attemptText({ attempt }: Failure): Said {
  return attempt === undefined || attempt === 0 ? say`` : say` in attempt ${attempt + 1} of ${attempt + 1}`;
}

function runEvidence({ execution }: FailureFacts, { taskRunId }: Failure): readonly Evidence[] {
  const run = execution.runs.find(({ id }) => id === taskRunId);
  if (run === undefined) return [];
  const round = run.value === undefined ? [] : [{ field: "taskRun.value", value: run.value }];
  const worker = run.attempts.at(-1)?.workerId;
  return [
    {
      field: "taskRun.state",
      value: `${run.state}, ${run.attempts.length} ${run.attempts.length === 1 ? "attempt" : "attempts"}`,
      time: run.endDate,
    },
    ...round,
    ...(worker === undefined ? [] : [{ field: "taskRun.workerId", value: worker }]),
  ];
}

function childEvidence(child: FailureFacts["child"]): readonly Evidence[] {
  if (child === undefined) return [];
  const { execution, failure } = child;
  return [
    {
      field: "child",
      value: `${execution.id} of ${placeOf(execution)}: task ${failure.taskId ?? "none"}`,
      time: execution.endDate,
    },
  ];
}

/** Lines of other tasks before the error, and the task that ended last before it. */
function before(facts: FailureFacts, failure: Failure): readonly Evidence[] {
  const { execution } = facts;
  const { taskRunId } = failure;
  const run = execution.runs.find(({ id }) => id === taskRunId);
  const told = linesBefore(facts, failure)
    .slice(0, 3)
    .map(({ taskId, level, message, timestamp }) => ({
      field: `log ${level ?? ""} before${taskId ? ` (${taskId})` : ""}`,
      value: message ?? "",
      time: timestamp ?? undefined,
    }));
  const start = Date.parse(run?.startDate ?? "");
  const last = execution.runs
    .filter(({ id, endDate }) => id !== taskRunId && Date.parse(endDate ?? "") <= start)
    .toSorted((a, b) => Date.parse(b.endDate ?? "") - Date.parse(a.endDate ?? ""))[0];
  return [
    ...told,
    ...(last === undefined
      ? []
      : [{ field: "task before", value: `${last.taskId} ${last.state}`, time: last.endDate }]),
  ];
}

/** Lines of others until the task run ended, the newest first. */
function linesBefore({ execution, lines }: FailureFacts, { taskRunId }: Failure): readonly LogFact[] {
  const end = Date.parse(execution.runs.find(({ id }) => id === taskRunId)?.endDate ?? "");
  return lines.filter(
    (line) => line.taskRunId !== taskRunId && line.message && !(Date.parse(line.timestamp ?? "") > end),
  );
}

/** Of a text of several, such as one with a stack trace. */
export function firstLine(message: string | null | undefined): string {
  return (message ?? "").trim().split("\n")[0] ?? "";
}

/** Task runs of `errors` and `finally`, as far as the flow is known. */
function blocksThatRan({ execution, flow }: FailureFacts): readonly Evidence[] {
  return execution.runs.flatMap((run) => {
    const block = taskOf(flow, run.taskId)?.block;
    return block === "errors" || block === "finally"
      ? [{ field: `${block} block`, value: `${run.taskId} ${run.state}`, time: run.endDate ?? run.startDate }]
      : [];
  });
}

function timeOf({ lines, execution, child }: FailureFacts, { taskRunId }: Failure): string | undefined {
  if (child !== undefined) return child.execution.endDate;
  const line = lines.find((it) => it.taskRunId === taskRunId && it.level === "ERROR");
  return line?.timestamp ?? execution.runs.find(({ id }) => id === taskRunId)?.endDate ?? execution.endDate;
}

function timeoutOf(raw: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return typeof raw?.timeout === "string" ? `timeout ${raw.timeout}` : undefined;
}

/** What waits for others may be tried again as it is; what is wrong in itself is changed first. */
/** @param child the execution in whose log the error stands, where it is another one */
function mend(execution: ExecutionFact, origin: Origin, child = execution): Cause["next"] {
  const read = (min_level: string) => ({
    tool: "get_execution_logs",
    arguments: { execution_id: child.id, min_level },
  });
  if (execution.state !== "FAILED") return read("WARN");
  return origin === "connection" || origin === "limit" || origin === "infrastructure"
    ? { tool: "restart_execution", arguments: { execution_id: execution.id } }
    : read("INFO");
}

/** What is known of who killed or cancelled an execution. */
export interface EndedFacts {
  readonly execution: ExecutionFact;
  /** The execution that started this one. */
  readonly parent?: ExecutionFact | undefined;
  /** Of the audit log, Enterprise only. */
  readonly audit: readonly {
    readonly user: string;
    readonly type: string;
    readonly date?: string | undefined;
  }[];
  readonly isEnterprise: boolean;
}

/** Who ended an execution before its end: the killed execution that started it, or a user. */
export function killedCauses({ execution, parent, audit, isEnterprise }: EndedFacts): readonly Cause[] {
  const { state } = execution;
  const wasKilled = state === "KILLED";
  // One that is cancelled without a task run was refused: that is told by the limits.
  if (!wasKilled && !(state === "CANCELLED" && execution.runs.length > 0)) return [];
  const change = execution.histories.find((it) => it.state === (wasKilled ? "KILLING" : "CANCELLED"));
  const running = execution.runs.filter((run) => run.state === state).map(({ taskId }) => taskId);
  const user = audit.find(({ type }) => type === "UPDATE" || type === "DELETE");
  const by =
    parent?.state === "KILLED"
      ? say` with the execution ${parent.id} of ${placeOf(parent)} that started it`
      : user !== undefined
        ? say`, by ${user.user} as the audit log has it`
        : isEnterprise
          ? say`; the audit log does not say by whom`
          : say`; the open-source edition does not record by whom`;
  const where = running.length === 0 ? say`` : say` while ${joined(running, ", ")} ran`;
  return [
    {
      cause: wasKilled ? "killed" : "cancelled",
      object: `${placeOf(execution)} ${execution.id}`,
      message: say`${placeOf(execution)} was ${wasKilled ? say`killed` : say`cancelled`}${where}${by}.`,
      certainty: "certain",
      evidence: [
        { field: "state", value: change?.state ?? state, time: change?.date ?? execution.endDate },
        ...(parent === undefined
          ? []
          : [{ field: "parent", value: `${parent.id} ${parent.state}`, time: parent.endDate }]),
        ...(user === undefined
          ? []
          : [{ field: "auditLog", value: `${user.type} by ${user.user}`, time: user.date }]),
      ],
      next: { tool: "replay_execution", arguments: { ids: [execution.id] } },
    },
  ];
}
