import { parse } from "yaml";
import type { Line } from "../../../sandbox/line/line.ts";
import { createExecution, type NewExecution } from "../../../sandbox/engine/create.ts";
import { createEngine, type Engine } from "../../../sandbox/engine/engine.ts";
import { taskRunOf, type Execution, type TaskRun } from "../../../sandbox/executions/execution.ts";
import type { FlowSpec } from "../../../sandbox/executions/flow.ts";
import { Refusal } from "../../../sandbox/executions/refusal.ts";
import { runUntil } from "../../../sandbox/engine/run.ts";

export const start = Date.parse("2026-01-01T00:00:00Z");

/** An engine whose flows are given as YAML, and a clock that only `pass` moves. */
export interface Harness {
  readonly engine: Engine;
  readonly run: (flowId: string, wanted?: Partial<NewExecution>) => Execution;
  /** Lets this many milliseconds pass. */
  readonly pass: (milliseconds: number) => void;
}

function flowOf(source: string, revision: number): FlowSpec {
  return {
    namespace: "company.team",
    ...(parse(source) as Omit<FlowSpec, "namespace" | "revision">),
    revision,
  };
}

/** Ids that say what they are the how-manieth of. */
function counter(): () => string {
  let count = 0;
  return () => `id${String(++count).padStart(20, "0")}`;
}

/** Several sources with one id are its revisions. */
export function harness(line: Line, ...sources: readonly string[]): Harness {
  const flows: FlowSpec[] = [];
  for (const source of sources) {
    const { id } = flowOf(source, 1);
    flows.push(flowOf(source, flows.filter((flow) => flow.id === id).length + 1));
  }
  const find = (namespace: string, id: string, revision?: number): FlowSpec | undefined =>
    flows.findLast(
      (flow) =>
        flow.namespace === namespace &&
        flow.id === id &&
        (revision === undefined || flow.revision === revision),
    );
  const engine = createEngine(line, { find }, counter());
  runUntil(engine, start);
  return {
    engine,
    run: (flowId, wanted = {}) => {
      const flow = find("company.team", flowId);
      if (flow === undefined) throw new Error(`No flow ${flowId}`);
      return createExecution(engine, flow, { id: engine.newId(), ...wanted });
    },
    pass: (milliseconds) => {
      runUntil(engine, engine.time + milliseconds);
    },
  };
}

/** The states that something went through, in short. */
export function history({ state }: { readonly state: Execution["state"] }): string {
  return state.histories.map((entry) => entry.state).join(" ");
}

/** Every task run as `task: its states`. */
export function runs(execution: Execution): readonly string[] {
  return (execution.taskRuns ?? []).map((run) => `${run.taskId}: ${history(run)}`);
}

export function runOf(execution: Execution, taskId: string): TaskRun {
  const id = execution.taskRuns?.findLast((run) => run.taskId === taskId)?.id;
  const run = id === undefined ? undefined : taskRunOf(execution, id);
  if (run === undefined) throw new Error(`No run of ${taskId}`);
  return run;
}

export function messages({ engine }: Harness, execution: Execution): readonly string[] {
  return engine.logs
    .all()
    .filter(({ executionId, level }) => executionId === execution.id && level !== "TRACE")
    .map(({ level, message }) => `${level} ${message}`);
}

/** The status and the message that an action was refused with. */
export function refused(act: () => void): readonly [number, string] {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return [error.status, error.message];
    throw error;
  }
  throw new Error("It was not refused");
}
