import { addExecutionLabels } from "../../generated/execution/add_execution_labels.ts";
import { InputError } from "../../runtime/errors.ts";
import { endedStates, hasEnded } from "../steps/execution-state.ts";
import { withoutHeaders } from "../steps/execution-trigger.ts";
import { mergeLabels, wholeLabels } from "../steps/labels.ts";

/** Steps, because Kestra replaces all labels that users gave: those that are there are sent along. */
export const tool = addExecutionLabels(async ({ execution_id, labels }, kestra) => {
  const execution = await kestra.get({ execution_id });
  if (!hasEnded(execution.state)) {
    throw new InputError(
      `Cannot add labels to execution \`${execution_id}\` because its current state is \`${execution.state}\`. ` +
        `Labels may only be added when execution is in one of: ${endedStates.join(", ")}.`,
    );
  }
  return withoutHeaders(
    await kestra.set({ execution_id, labels: mergeLabels(wholeLabels(execution.labels), labels) }),
  );
});
