import { forRelease } from "../../runtime/per-line.ts";
import type { BehaviourModel, OperationModel, RequestModel, ToolModel } from "../model.ts";

/** What a tool does: a part of it that an agent picks, or all of it. */
export interface Action {
  /** Absent for a tool without actions. */
  readonly name?: string;
  readonly behaviour: BehaviourModel;
}

/** One request of a tool. */
export interface DocumentedCall {
  /** What it is a part of. */
  readonly behaviour: BehaviourModel;
  readonly action?: string;
  /** Its name among several; absent where there is only one. */
  readonly name?: string;
  readonly operation: OperationModel;
}

/** The actions of a tool, in the author's order. */
export function actionsOf({ behaviour }: ToolModel): readonly Action[] {
  return behaviour.kind === "choice" ? behaviour.actions : [{ behaviour }];
}

/** Every request that a tool can make. */
export function callsOf(tool: ToolModel): readonly DocumentedCall[] {
  return actionsOf(tool).flatMap(({ name: action, behaviour }): readonly DocumentedCall[] => {
    const named = action === undefined ? {} : { action };
    return behaviour.kind === "operation"
      ? [{ ...named, behaviour, operation: behaviour }]
      : behaviour.calls.map(({ name, operation }) => ({ ...named, behaviour, name, operation }));
  });
}

/** The request of an operation on a line that it has. */
export function requestOn({ request }: OperationModel, line: string): RequestModel {
  return forRelease(line, Object.fromEntries(request.map((it) => [it.from, it.value])));
}
