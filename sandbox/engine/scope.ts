import { formatInstant } from "../values/duration.ts";
import type { Execution, TaskRun } from "../executions/execution.ts";
import type { Label, Values } from "../values/values.ts";
import type { FlowSpec, TaskSpec } from "../executions/flow.ts";
import { PebbleError } from "../pebble/error.ts";
import { render, type Scope } from "../pebble/pebble.ts";
import { startOf } from "../executions/state.ts";

/** `system.from=api` is read as `labels.system.from`. */
export function nested(labels: readonly Label[]): Values {
  const root: Record<string, unknown> = {};
  for (const { key, value } of labels) {
    const path = key.split(".");
    let holder = root;
    for (const part of path.slice(0, -1)) {
      const inner = holder[part];
      holder = (typeof inner === "object" && inner !== null ? inner : (holder[part] = {})) as Record<
        string,
        unknown
      >;
    }
    holder[path.at(-1) ?? key] = value;
  }
  return root;
}

/** A task run and those that it stands in, the inmost first. */
function chainOf(execution: Execution, run: TaskRun): readonly TaskRun[] {
  const parent = execution.taskRuns?.find(({ id }) => id === run.parentTaskRunId);
  return parent === undefined ? [run] : [run, ...chainOf(execution, parent)];
}

/** Outputs of a task in a loop stand under its value: `outputs.say.a.value`. */
function outputsOf(execution: Execution): Values {
  const root: Record<string, unknown> = {};
  for (const run of execution.taskRuns ?? []) {
    const values = chainOf(execution, run).flatMap(({ value }) => value ?? []);
    const path = [run.taskId, ...values.toReversed()];
    const last = path.pop() ?? run.taskId;
    let holder = root;
    for (const key of path) holder = (holder[key] ??= {}) as Record<string, unknown>;
    holder[last] = run.outputs ?? {};
  }
  return root;
}

/** What a template in nested loops sees of those around it: `parent.taskrun.value`, and `parents`, the inmost first. */
function parentsOf(execution: Execution, run: TaskRun): Values {
  const parents = chainOf(execution, run)
    .slice(1)
    .filter(({ value }) => value !== undefined)
    .map(({ value }) => ({ taskrun: { value } }));
  return parents.length === 0 ? {} : { parent: parents[0], parents };
}

/** Variables of a flow may hold templates themselves; one that cannot be rendered stays as it is. */
function renderedVariables(variables: Values, scope: Scope): Values {
  return Object.fromEntries(
    Object.entries(variables).map(([key, value]) => {
      if (typeof value !== "string") return [key, value];
      try {
        return [key, render(value, scope)];
      } catch (error) {
        if (error instanceof PebbleError) return [key, value];
        throw error;
      }
    }),
  );
}

function taskRunVariables(run: TaskRun): Values {
  return {
    id: run.id,
    startDate: formatInstant(startOf(run.state)),
    attemptsCount: Math.max(0, run.attempts.length - 1),
    ...(run.parentTaskRunId === undefined ? {} : { parentId: run.parentTaskRunId }),
    ...(run.value === undefined ? {} : { value: run.value, iteration: run.iteration }),
  };
}

/** What a template of this flow sees before there is an execution: only the flow, and the instant `now`. */
export function flowScope(flow: FlowSpec, now: number): Scope {
  return {
    now,
    variables: {
      flow: { id: flow.id, namespace: flow.namespace, revision: flow.revision, tenantId: "main" },
      envs: {},
      globals: {},
    },
  };
}

/** What a template in this execution sees at `now`: Kestra's variables, as far as flows use them. */
export function executionScope(
  execution: Execution,
  now: number,
  at?: { readonly task: TaskSpec; readonly run: TaskRun },
): Scope {
  const base = flowScope(execution.flow, now);
  const variables = {
    ...base.variables,
    execution: {
      id: execution.id,
      startDate: formatInstant(startOf(execution.state)),
      originalId: execution.originalId,
      state: execution.state.current,
    },
    labels: nested(execution.labels),
    inputs: execution.inputs ?? {},
    outputs: outputsOf(execution),
    ...(execution.trigger === undefined ? {} : { trigger: execution.trigger.variables }),
    ...(at === undefined
      ? {}
      : {
          task: { id: at.task.id, type: at.task.type },
          taskrun: taskRunVariables(at.run),
          ...parentsOf(execution, at.run),
        }),
  };
  return {
    now,
    variables: { ...variables, vars: renderedVariables(execution.flow.variables ?? {}, { now, variables }) },
  };
}
