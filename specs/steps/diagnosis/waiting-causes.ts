import { joined, say, type Said } from "../../../runtime/text/said.ts";
import type { TaskRun } from "../execution/task-runs.ts";
import type { Cause, Evidence } from "./cause.ts";
import { dateAfter, millisecondsOf } from "../../functions/iso-duration.ts";
import { ageOf } from "./duration.ts";
import { placeOf, sinceOf, type ExecutionFact } from "./facts/execution-fact.ts";
import { listOf, optionalText, rawOf, textOf } from "./facts/fields.ts";
import { taskOf, type FlowFact } from "./facts/flow-fact.ts";

/** What an execution that has not ended may wait for by itself. */
export interface WaitingFacts {
  readonly now: number;
  readonly execution: ExecutionFact;
  readonly flow?: FlowFact | undefined;
  /** The executions that it started and that have not ended. */
  readonly children: readonly ExecutionFact[];
}

/** Somebody, a date, or an execution that it waits for. */
export function waitingCauses(facts: WaitingFacts): readonly Cause[] {
  switch (facts.execution.state) {
    case "PAUSED":
      return paused(facts);
    case "BREAKPOINT":
      return [atBreakpoint(facts)];
    case "RETRYING":
      return [retrying(facts)];
    case "CREATED":
      return scheduled(facts);
    case "KILLING":
      return [dying(facts)];
    case "RUNNING":
    case "RESTARTED":
      return forChildren(facts);
    default:
      return [];
  }
}

function objectOf(execution: ExecutionFact): string {
  return `${placeOf(execution)} ${execution.id}`;
}

function paused(facts: WaitingFacts): readonly Cause[] {
  const { execution, now } = facts;
  const runs = execution.runs.filter(({ state }) => state === "PAUSED");
  const resume = { execution_ids: [execution.id] };
  const since = sinceOf(execution);
  const [first] = runs;
  if (first === undefined) {
    return [
      {
        cause: "paused",
        object: objectOf(execution),
        message: say`${placeOf(execution)} was paused by hand ${ageOf(since, now)} ago: no task of it waits.`,
        certainty: "certain",
        evidence: [{ field: "state", value: "PAUSED", time: since }],
        next: { tool: "resume_execution", arguments: resume },
      },
    ];
  }
  if (runs.length === 1) return [pausedAtTask(facts, first, resume)];
  // Kestra answers the first one before the others.
  return runs.map((run) =>
    pausedAtTask(facts, run, run === first ? { ...resume, task_run_id: run.id } : undefined),
  );
}

/** @param resume the arguments that answer it; undefined where it cannot be answered yet */
function pausedAtTask(
  { execution, flow, now }: WaitingFacts,
  run: TaskRun,
  resume: Readonly<Record<string, unknown>> | undefined,
): Cause {
  const task = rawOf(taskOf(flow, run.taskId)?.raw);
  const question = optionalText(task.description);
  const inputs = listOf(task.onResume);
  const needed = inputs.filter((it) => it.required !== false && it.defaults === undefined);
  const asks = inputs.length === 0 ? say`` : say`, and asks for ${namesOf(inputs)}`;
  // What is asked for is the user's to answer: no value is proposed, as any would be taken.
  const needs = needed.length === 0 ? say`` : say`; \`on_resume\` needs ${namesOf(needed)} from the user`;
  return {
    cause: "paused",
    object: `${objectOf(execution)} task ${run.taskId}`,
    message: say`Task ${run.taskId} of ${placeOf(execution)} has waited for ${ageOf(pausedAt(run), now)}${asks}${needs}${question === undefined ? say`.` : say`: ${question}`}`,
    certainty: "certain",
    evidence: [
      { field: "taskRun.state", value: "PAUSED", time: pausedAt(run) },
      ...(question === undefined ? [] : [{ field: "description", value: question }]),
      ...inputs.map((input): Evidence => ({
        field: `onResume.${textOf(input.id)}`,
        value: inputText(input),
      })),
      ...pauseEnd(task, run),
    ],
    ...(resume === undefined ? {} : { next: { tool: "resume_execution", arguments: resume } }),
  };
}

function namesOf(inputs: readonly ReturnType<typeof rawOf>[]): Said {
  return joined(
    inputs.map(({ id }) => textOf(id)),
    ", ",
  );
}

function inputText(input: ReturnType<typeof rawOf>): string {
  const needed = input.required === false ? "optional" : "required";
  const isShown = input.defaults !== undefined && input.type !== "SECRET";
  const standard = !isShown ? "" : `, ${JSON.stringify(input.defaults)} where not given`;
  return `${textOf(input.type)}, ${needed}${standard}`;
}

/** When the pause ends by itself, and what happens then. */
function pauseEnd(task: ReturnType<typeof rawOf>, run: TaskRun): readonly Evidence[] {
  const duration = optionalText(task.pauseDuration) ?? optionalText(task.delay) ?? optionalText(task.timeout);
  if (duration === undefined) return [];
  const behavior = optionalText(task.behavior) ?? (task.timeout === duration ? "FAIL" : "RESUME");
  return [
    {
      field: "pauseDuration",
      value: `${duration}, then ${behavior}`,
      time: dateAfter(pausedAt(run), millisecondsOf(duration)),
    },
  ];
}

function pausedAt(run: TaskRun): string | undefined {
  return run.histories.findLast(({ state }) => state === "PAUSED")?.date ?? run.startDate;
}

function atBreakpoint({ execution, now }: WaitingFacts): Cause {
  const points = listOf(execution.raw.breakpoints).map(({ id }) => textOf(id));
  const named = points.length === 0 ? say`` : say` (${joined(points, ", ")})`;
  return {
    cause: "breakpoint",
    object: objectOf(execution),
    message: say`${placeOf(execution)} has stood at a breakpoint${named} for ${ageOf(sinceOf(execution), now)}.`,
    certainty: "certain",
    evidence: [
      { field: "state", value: "BREAKPOINT", time: sinceOf(execution) },
      ...(points.length === 0 ? [] : [{ field: "breakpoints", value: points.join(", ") }]),
    ],
    next: { tool: "resume_execution", arguments: { execution_ids: [execution.id] } },
  };
}

function retrying({ execution, flow }: WaitingFacts): Cause {
  const run = execution.runs.find(({ state }) => state === "RETRYING" || state === "FAILED");
  const retry = rawOf(taskOf(flow, run?.taskId ?? "")?.raw.retry);
  const attempts = run?.attempts.length ?? 0;
  const next = nextAttempt(retry, run);
  const most = typeof retry.maxAttempts === "number" ? ` of ${retry.maxAttempts}` : "";
  const when = next === undefined ? say`` : say` at ${next}`;
  return {
    cause: "retry_waits",
    object: `${objectOf(execution)}${run === undefined ? "" : ` task ${run.taskId}`}`,
    message: say`${placeOf(execution)} waits for its next attempt${when}: ${run?.taskId ?? say`a task`} failed in attempt ${attempts}${most}.`,
    certainty: "certain",
    limit:
      optionalText(retry.interval) === undefined ? undefined : `retry.interval ${textOf(retry.interval)}`,
    evidence: [
      { field: "state", value: "RETRYING", time: sinceOf(execution) },
      { field: "attempts", value: `${attempts}${most}`, time: run?.attempts.at(-1)?.endDate },
      ...(next === undefined
        ? []
        : [{ field: "next attempt (from retry.interval)", value: next, time: next }]),
    ],
  };
}

/** Of constant retries only: what others wait is not told by the flow alone. */
function nextAttempt(retry: ReturnType<typeof rawOf>, run: TaskRun | undefined): string | undefined {
  const interval = retry.type === "constant" ? millisecondsOf(retry.interval) : undefined;
  return dateAfter(run?.attempts.at(-1)?.endDate, interval);
}

function scheduled({ execution, now }: WaitingFacts): readonly Cause[] {
  const { scheduleDate } = execution;
  if (scheduleDate === undefined || !(Date.parse(scheduleDate) > now)) return [];
  return [
    {
      cause: "scheduled_ahead",
      object: objectOf(execution),
      message: say`${placeOf(execution)} is to start at ${scheduleDate}, which is not yet.`,
      certainty: "certain",
      evidence: [{ field: "scheduleDate", value: scheduleDate, time: scheduleDate }],
    },
  ];
}

function dying({ execution, children, now }: WaitingFacts): Cause {
  const running = execution.runs.filter(({ state }) => state === "RUNNING" || state === "KILLING");
  const what = [...running.map(({ taskId }) => taskId), ...children.map(({ id }) => id)];
  return {
    cause: "being_killed",
    object: objectOf(execution),
    message: say`${placeOf(execution)} has been KILLING for ${ageOf(sinceOf(execution), now)}, and waits for ${what.length === 0 ? say`Kestra` : joined(what, ", ")} to end.`,
    certainty: "certain",
    evidence: [
      { field: "state", value: "KILLING", time: sinceOf(execution) },
      ...running.map((run) => ({
        field: "taskRun",
        value: `${run.taskId} ${run.state}`,
        time: run.startDate,
      })),
      ...children.map((child) => ({
        field: "child",
        value: `${child.id} ${child.state}`,
        time: sinceOf(child),
      })),
    ],
  };
}

/** The states in which a child keeps its parent, though nothing of it runs. */
const stuck: readonly string[] = ["PAUSED", "QUEUED", "CREATED", "SUBMITTED", "BREAKPOINT", "RETRYING"];

function forChildren({ execution, children, now }: WaitingFacts): readonly Cause[] {
  const waits = execution.runs.some((run) => run.state === "RUNNING");
  return children
    .filter(({ state }) => waits && stuck.includes(state))
    .map((child): Cause => ({
      cause: "waits_for_child",
      object: objectOf(child),
      message: say`${placeOf(execution)} waits for the execution ${child.id} of ${placeOf(child)}, which has been ${child.state} for ${ageOf(sinceOf(child), now)}.`,
      certainty: "certain",
      evidence: [{ field: "child.state", value: `${child.id} ${child.state}`, time: sinceOf(child) }],
      next: { tool: "diagnose", arguments: { execution_id: child.id } },
    }));
}
