import { backfillExecutions } from "../../generated/backfill/backfill_executions.ts";
import { backfillWindow } from "../steps/backfill-window.ts";
import { scheduleOf } from "../steps/schedule-trigger.ts";

/** Steps, because Kestra wants dates and a trigger where the agent may say how long ago, and just the flow. */
export const tool = backfillExecutions(async (input, kestra, { now }) => {
  const { namespace, flow_id, inputs, labels } = input;
  const window = backfillWindow(input, now());
  const trigger_id =
    input.trigger_id ?? scheduleOf(await kestra.flow({ namespace, flow_id }), { namespace, flow_id });
  return kestra.create({ namespace, flow_id, trigger_id, ...window, inputs, labels });
});
