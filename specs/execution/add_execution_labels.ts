import { addExecutionLabels } from "../../generated/execution/add_execution_labels.ts";
import { InputError } from "../../runtime/errors.ts";
import { endedStates, hasEnded } from "../steps/execution/execution-state.ts";
import { withoutHeaders } from "../steps/execution/execution-trigger.ts";
import { wholeLabels } from "../functions/label.ts";
import { mergeLabels, namingLabels } from "../steps/labels.ts";
import { otherWay } from "../steps/execution/other-way.ts";
import { own, say } from "../../runtime/text/said.ts";
import { sentences } from "../../runtime/text/sentences.ts";

/** Steps, because Kestra replaces all labels that users gave: those that are there are sent along. */
export const tool = addExecutionLabels(
  async ({ execution_id, labels }, kestra, { instance, labels: ours = {} }) => {
    const taken = Object.keys(labels).find((key) => Object.hasOwn(ours, key));
    if (taken !== undefined)
      throw new InputError(say`The label ${taken} says who started an execution: it stays.`);
    const execution = await kestra.get({ execution_id });
    if (!hasEnded(execution.state)) {
      throw new InputError(
        sentences(
          say`Cannot add labels to execution \`${execution_id}\` because its current state is \`${execution.state}\`.`,
          own(`Labels may only be added when execution is in one of: ${endedStates.join(", ")}.`),
          otherWay(execution.state),
        ),
      );
    }
    const sent = mergeLabels(wholeLabels(execution.labels), labels, instance.line);
    return withoutHeaders(await kestra.set({ execution_id, labels: sent }).catch(namingLabels(sent)));
  },
);
