import type { FoundTrigger } from "../../trigger/trigger-row.ts";
import type { Next } from "../cause.ts";
import type { ExecutionFact } from "./execution-fact.ts";
import { rawOf, textOf, textsOf, type Raw } from "./fields.ts";

/** A trigger with what Kestra keeps of it, alike on every line. */
export interface TriggerFact {
  readonly namespace: string;
  readonly flowId: string;
  readonly id: string;
  readonly type: string;
  readonly isDisabled: boolean;
  /** By the YAML of its flow, and by its state, which a person or an execution set. */
  readonly disabledBy: { readonly flow: boolean; readonly state: boolean };
  /** Since when an evaluation runs: of one that does not end the trigger is locked. */
  readonly lockedSince?: string | undefined;
  /** The execution that it waits for. */
  readonly executionId?: string | undefined;
  /** That execution, or that there is none; absent where nobody looked. */
  readonly holder?: ExecutionFact | "gone" | undefined;
  readonly workerId?: string | undefined;
  /** When it is evaluated next. */
  readonly next?: string | undefined;
  /** When it was evaluated last. */
  readonly evaluated?: string | undefined;
  /** When it fired last, from 2.0 on. */
  readonly fired?: string | undefined;
  readonly backfill?: Raw | undefined;
  readonly stopAfter: readonly string[];
  readonly definition: Raw;
}

/** A row of a search of triggers. */
export function triggerFact(row: FoundTrigger): TriggerFact {
  const definition = rawOf(row.definition);
  const next = row.nextDate ?? undefined;
  const disabledBy = {
    flow: row.disabledInFlow === true || definition.disabled === true,
    state: row.disabled === true,
  };
  return {
    namespace: row.namespace ?? "",
    flowId: row.flowId ?? "",
    id: row.triggerId ?? textOf(definition.id),
    type: row.type ?? "",
    isDisabled: Object.values(disabledBy).includes(true),
    disabledBy,
    lockedSince:
      row.evaluatedSince ?? (row.locked === true ? earlier(row.updatedAt ?? undefined, next) : undefined),
    executionId: row.executionId ?? undefined,
    workerId: row.workerId ?? undefined,
    next,
    evaluated: row.lastDate ?? undefined,
    fired: row.lastTriggeredDate ?? undefined,
    ...(row.backfill === undefined || row.backfill === null ? {} : { backfill: rawOf(row.backfill) }),
    stopAfter: textsOf(definition.stopAfter ?? row.stopAfter),
    definition,
  };
}

/** From 2.0 on nothing tells since when it is locked: at the latest since it changed last, or was due. */
function earlier(updated: string | undefined, due: string | undefined): string | undefined {
  if (updated === undefined || due === undefined) return updated ?? due;
  return Date.parse(due) < Date.parse(updated) ? due : updated;
}

/** `namespace/flow trigger id`. */
export function triggerName({
  namespace,
  flowId,
  id,
}: Pick<TriggerFact, "namespace" | "flowId" | "id">): string {
  return `${namespace}/${flowId} trigger ${id}`;
}

/** The call that mends it. */
export function managing(action: string, { namespace, flowId, id }: TriggerFact): Next {
  return {
    tool: "manage_trigger",
    arguments: { action, namespace, flow_id: flowId, trigger_id: id },
  };
}
