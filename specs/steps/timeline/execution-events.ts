import { placeOf, type ExecutionFact } from "../diagnosis/facts/execution-fact.ts";
import { listOf, optionalText, textOf } from "../diagnosis/facts/fields.ts";
import type { TaskRun } from "../execution/task-runs.ts";
import type { TimelineEvent } from "./event.ts";

/** What happened to an execution and its task runs, as far as it holds them. */
export function executionEvents(execution: ExecutionFact): readonly TimelineEvent[] {
  const object = `${placeOf(execution)} ${execution.id}`;
  const { histories, startDate, state, runs } = execution;
  const changes =
    histories.length > 0 ? histories : startDate === undefined ? [] : [{ state, date: startDate }];
  return [
    ...changes.map((change, index): TimelineEvent => ({
      time: change.date,
      kind: "execution",
      object,
      event: index === 0 ? `${change.state}${originOf(execution)}` : change.state,
    })),
    ...runs.flatMap((run) => runEvents(run, object)),
  ];
}

/** Where it comes from, and its labels: nothing tells when labels were set. */
function originOf({ id, raw, trigger, scheduleDate }: ExecutionFact): string {
  const labels = listOf(raw.labels).map((label) => ({ key: textOf(label.key), value: textOf(label.value) }));
  const named = (key: string) => labels.find((label) => label.key === key)?.value;
  const original = optionalText(raw.originalId);
  const by = optionalText(trigger?.variables.executionId);
  const own = labels.filter(({ key }) => !key.startsWith("system."));
  return [
    trigger === undefined || trigger.id === ""
      ? ""
      : ` by ${trigger.id}${by === undefined ? "" : ` after execution ${by}`}`,
    original === undefined || original === id ? "" : ` as a replay of ${original}`,
    named("system.from") === undefined ? "" : ` from ${named("system.from")}`,
    named("system.restarted") === "true" ? ", restarted later" : "",
    named("system.replayed") === "true" ? ", replayed later" : "",
    scheduleDate === undefined ? "" : ` for ${scheduleDate}`,
    own.length === 0 ? "" : `, labels ${own.map(({ key, value }) => `${key}:${value}`).join(", ")}`,
  ].join("");
}

function runEvents(run: TaskRun, execution: string): readonly TimelineEvent[] {
  const round = run.value === undefined ? "" : ` (${run.value})`;
  const object = `${execution} task ${run.taskId}${round}`;
  const several = run.attempts.length > 1 ? run.attempts : [];
  return [
    ...run.histories.map(({ date, state }): TimelineEvent => ({
      time: date,
      kind: "task",
      object,
      event: state,
    })),
    ...several.flatMap((attempt, index): readonly TimelineEvent[] => {
      const time = attempt.endDate ?? attempt.startDate;
      const worker = attempt.workerId === undefined ? "" : ` on worker ${attempt.workerId}`;
      return time === undefined
        ? []
        : [{ time, kind: "attempt", object, event: `attempt ${index} ${attempt.state}${worker}` }];
    }),
  ];
}
