import { searchTriggers } from "../../generated/trigger/search_triggers.ts";
import { refuseArguments } from "../steps/filter-arguments.ts";
import { ofDisabledFlows } from "../steps/trigger/disabled-flows.ts";
import { picking } from "../steps/picking.ts";
import { readRows } from "../steps/rows.ts";
import { sentencesOf } from "../steps/sentences-of.ts";
import { dueFirst, is, triggerRow, typeFits, type TriggerRow } from "../steps/trigger/trigger-row.ts";

/** What the state of a trigger tells; Kestra takes a filter of triggerState from 1.3 on, and finds by it what it would without. */
const stated = { triggerState: "state", disabled: "state", enabled: "state", type: "type" };

/**
 * Steps, because no Kestra searches by a trigger's type or by whether it is disabled, and none says that one is late; and
 * because a late one may be of a disabled flow, which is asked for.
 */
export const tool = searchTriggers(async (input, kestra, { now, fitting, instance: { line } }) => {
  const { namespace: within, flow_id, query, state, type } = input;
  const at = now();
  const own =
    Number.parseInt(line, 10) < 2
      ? {}
      : {
          locked: state === "LOCKED" ? "true" : undefined,
          due_before: state === "LATE" ? at.toISOString() : undefined,
        };
  refuseArguments(input.filters, stated);
  const filters = { within, flow_id, query, ...own, filters: input.filters, sort: dueFirst };
  const isWanted = (row: TriggerRow) =>
    (state === undefined || is(row, state)) && (type === undefined || typeFits(row.type, type));
  const picked = picking(
    state === undefined && type === undefined ? undefined : isWanted,
    async (page, size) => {
      const { results, total } = await kestra.search({ ...filters, page, size });
      return { results: results.map((row) => triggerRow(row, at)), total };
    },
  );
  const wish = { offset: input.offset, wanted: input.count, size: 100 };
  const { results, total, truncated } = await readRows(wish, picked.read, placeOf, fitting);
  return {
    results: await ofDisabledFlows(results, (of) => kestra.flow(of)),
    total,
    at: at.toISOString(),
    truncated: sentencesOf(truncated, picked.unread()),
  };
});

function placeOf({ namespace, flowId, triggerId }: TriggerRow): string {
  return `${namespace}/${flowId}/${triggerId}`;
}
