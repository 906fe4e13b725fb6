import { ageInSeconds, between } from "./seconds.ts";
import type { TaskRun } from "../execution/task-runs.ts";
import { together } from "../together.ts";

/** An execution that a task run started: a subflow, or one iteration of a loop from 2.0 on. */
export interface StartedExecution {
  readonly id: string;
  /** `namespace/flow`. */
  readonly flow: string;
  readonly taskRunId: string;
  readonly state: string;
  readonly startDate?: string | undefined;
  readonly endDate?: string | undefined;
  /** Of an iteration. */
  readonly value?: string | undefined;
  readonly iteration?: number | undefined;
}

/** A bar of the chart; times are seconds, those of `at` after the execution began. */
export interface RunRow {
  readonly task: string;
  /** How many task runs it is in; absent: none. */
  readonly depth?: number;
  readonly value?: string;
  readonly iteration?: number;
  readonly state: string;
  readonly at?: number;
  /** Before it ran. */
  readonly waited?: number;
  readonly seconds?: number;
  /** Present where there were several. */
  readonly attempts?: readonly { readonly state: string; readonly at?: number; readonly seconds?: number }[];
  /** Of the task run, where it did not succeed. */
  readonly id?: string;
  readonly executionId?: string;
  readonly flow?: string;
}

/** What decides where bars begin and end. */
export interface Clock {
  /** When the execution began. */
  readonly from: string | undefined;
  /** Now, in milliseconds since 1970. */
  readonly now: number;
}

/** The task runs as a tree, written in lines: each after the one that it is in, the rounds of a loop one after the other. */
export function runRows(
  runs: readonly TaskRun[],
  started: readonly StartedExecution[],
  clock: Clock,
): readonly RunRow[] {
  const ids = new Set(runs.map(({ id }) => id));
  const inside = together(runs, ({ parentTaskRunId = "" }) =>
    ids.has(parentTaskRunId) ? parentTaskRunId : "",
  );
  const startedBy = together(started, ({ taskRunId }) => taskRunId);
  const seen = new Set<string>();
  const rowsIn = (id: string, depth: number): readonly RunRow[] =>
    inRounds(inside.get(id) ?? []).flatMap((run) => {
      if (seen.has(run.id)) return [];
      seen.add(run.id);
      const own = inTurn(startedBy.get(run.id) ?? []);
      const [only, ...others] = own;
      const alone = others.length === 0 && only?.iteration === undefined ? only : undefined;
      return [
        rowOf(run, depth, clock, alone),
        ...(alone === undefined ? own.map((one) => startedRow(one, run.taskId, depth + 1, clock)) : []),
        ...rowsIn(run.id, depth + 1),
      ];
    });
  return rowsIn("", 0);
}

/** Task runs of one round stand together: Kestra lists them as they began, which mixes rounds that run side by side. */
function inRounds(runs: readonly TaskRun[]): readonly TaskRun[] {
  const rounds = together(runs, ({ iteration, value }) => iteration ?? value ?? "");
  return [...rounds.values()].flat();
}

/** Iterations in their order, whichever began first. */
function inTurn(started: readonly StartedExecution[]): readonly StartedExecution[] {
  return started.toSorted((a, b) => (a.iteration ?? 0) - (b.iteration ?? 0));
}

function rowOf(run: TaskRun, depth: number, clock: Clock, started: StartedExecution | undefined): RunRow {
  const { id, taskId, state, startDate, endDate, value, iteration, histories, attempts } = run;
  const ran = histories.find((change) => change.state === "RUNNING")?.date;
  const isGood = state === "SUCCESS" || state === "SKIPPED";
  return {
    task: taskId,
    ...(depth > 0 ? { depth } : {}),
    ...(value === undefined ? {} : { value }),
    ...(iteration === undefined ? {} : { iteration }),
    state,
    ...span(startDate, endDate, clock),
    ...known("waited", between(startDate, ran)),
    ...(attempts.length > 1
      ? {
          attempts: attempts.map((one) => ({ state: one.state, ...span(one.startDate, one.endDate, clock) })),
        }
      : {}),
    ...(isGood ? {} : { id }),
    ...(started === undefined ? {} : { executionId: started.id, flow: started.flow }),
  };
}

function startedRow(one: StartedExecution, taskId: string, depth: number, clock: Clock): RunRow {
  const { id, flow, state, startDate, endDate, value, iteration } = one;
  return {
    task: iteration === undefined ? flow : taskId,
    depth,
    ...(value === undefined ? {} : { value }),
    ...(iteration === undefined ? {} : { iteration }),
    state,
    ...span(startDate, endDate, clock),
    executionId: id,
    flow,
  };
}

function span(start: string | undefined, end: string | undefined, { from, now }: Clock) {
  const seconds = end === undefined ? ageInSeconds(start, now) : between(start, end);
  return { ...known("at", between(from, start)), ...known("seconds", seconds) };
}

function known<Key extends string>(key: Key, seconds: number | undefined): { readonly [K in Key]?: number } {
  return seconds === undefined ? {} : ({ [key]: seconds } as { readonly [K in Key]?: number });
}
