import { createExecution, type NewExecution } from "../engine/create.ts";
import { move, type Engine } from "../engine/engine.ts";
import type { Execution } from "../executions/execution.ts";
import { labelsOf, type FlowSpec, type TaskSpec } from "../executions/flow.ts";
import { firstFault, readInputs, valuesOf } from "../inputs/inputs.ts";
import { renderDeep } from "../pebble/pebble.ts";
import { flowScope } from "../engine/scope.ts";
import { inputTexts } from "../engine/subflow.ts";
import type { Label, Values } from "../values/values.ts";

/** What a trigger starts an execution with. */
export interface Start {
  readonly id: string;
  /** What templates see as `trigger`. */
  readonly variables: Values;
  readonly systemLabels: readonly Label[];
  readonly inputs?: Values;
  readonly labels?: readonly Label[];
  readonly scheduleDate?: number;
}

/** Starts an execution of a flow for one of its triggers; it fails at once where the inputs are not what the flow takes. */
export function startFor(engine: Engine, flow: FlowSpec, trigger: TaskSpec, start: Start): Execution {
  const scope = flowScope(flow, engine.time);
  const inner = { ...scope, variables: { ...scope.variables, trigger: start.variables } };
  const own = renderDeep(trigger["inputs"] ?? {}, inner) as Values;
  const sent = inputTexts({ ...own, ...start.inputs });
  const read = readInputs(flow.inputs ?? [], sent, inner, engine.dialect);
  const labels = [...labelsOf(trigger["labels"] as FlowSpec["labels"]), ...(start.labels ?? [])];
  const wanted: NewExecution = {
    id: start.id,
    inputs: valuesOf(read),
    labels,
    systemLabels: start.systemLabels,
    trigger: { id: trigger.id, type: trigger.type, variables: start.variables },
    ...(start.scheduleDate === undefined ? {} : { scheduleDate: start.scheduleDate }),
  };
  const execution = createExecution(engine, flow, wanted);
  if (firstFault(read) !== undefined) move(engine, execution, "FAILED");
  return execution;
}
