import { backfillExecutions } from "../../generated/backfill/backfill_executions.ts";
import { isObject } from "../../runtime/json.ts";
import { refuseBackfillFaults, type Values } from "../steps/backfill/backfill-inputs.ts";
import { backfillLabels } from "../steps/backfill/backfill-labels.ts";
import { backfillWindow, emptyWindow } from "../steps/backfill/backfill-window.ts";
import { refuseTrace } from "../steps/flow/deleted-flow.ts";
import { namingLabels } from "../steps/labels.ts";
import { keptTrigger, requireEnabled, scheduleOf } from "../steps/backfill/schedule-trigger.ts";

/**
 * Steps, because Kestra wants dates and a trigger where the agent may say how long ago, and just the flow; because it takes
 * a backfill of a disabled trigger and runs nothing, and inputs with which each execution fails; and because one in the place
 * of another that runs leaves the schedule where that one was, in the past.
 */
export const tool = backfillExecutions(async (input, kestra, { now, sleep }) => {
  const { namespace, flow_id, inputs } = input;
  const window = backfillWindow(input, now());
  const labels = backfillLabels(input.labels);
  const flow = await kestra.flow({ namespace, flow_id });
  const of = { namespace, flow_id };
  refuseTrace(of, flow);
  const { id: trigger_id, inputs: own, ...trigger } = scheduleOf(flow, of, input.trigger_id || undefined);
  const place = `${namespace}/${flow_id}`;
  requireEnabled(place, trigger_id, [flow, trigger]);
  if (inputs !== undefined || (flow.inputs ?? []).length > 0) {
    const check = (values: Values) => kestra.validate({ ...of, inputs: values });
    await refuseBackfillFaults(inputs ?? {}, isObject(own) ? (own as Values) : {}, check);
  }
  const read = async () => (await kestra.states(of)).results;
  const kept = await keptTrigger(trigger_id, read, sleep);
  requireEnabled(place, trigger_id, [flow, kept]);
  if (kept.backfill !== null && kept.backfill !== undefined)
    await kestra.end({ ...of, trigger_id, tenant_id: kept.tenantId ?? undefined });
  const answer = await kestra
    .create({ ...of, trigger_id, ...window, inputs, labels })
    .catch(namingLabels(labels ?? []));
  const { nextExecutionDate, nextEvaluationDate, ...created } = answer;
  return {
    ...created,
    disabled: created.disabled ?? false,
    backfill: created.backfill ?? undefined,
    executionId: created.executionId ?? undefined,
    ...emptyWindow(created, nextExecutionDate ?? nextEvaluationDate),
  };
});
