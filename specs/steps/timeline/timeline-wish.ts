import { betweenDates } from "../../functions/window.ts";
import { earliest } from "../../functions/time-range.ts";
import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";

/** Whose timeline is meant. */
export interface TimelineWish {
  readonly execution_id?: string | undefined;
  readonly namespace?: string | undefined;
  readonly flow_id?: string | undefined;
  readonly start_date?: string | undefined;
  readonly end_date?: string | undefined;
}

/** What is asked for a timeline, so that each request is about the same. */
export function timelineWish(wish: TimelineWish, now: Date) {
  const { execution_id, namespace, flow_id } = wish;
  if (flow_id !== undefined && namespace === undefined)
    throw new InputError(say`namespace is required, or flow_id as namespace/flow_id.`);
  const window = betweenDates(wish, now, "24h");
  const dates = { start_date: window.from, end_date: window.to };
  // Of a flow, exactly its namespace; without one, the children too.
  const place = flow_id === undefined ? { within: namespace } : { namespace, flow_id };
  return execution_id === undefined
    ? {
        window,
        place,
        executions: { ...place, ...dates },
        lines: { ...place, ...dates },
        audit: { ...dates, within: namespace, flow_id },
      }
    : {
        window,
        place,
        executions: { parent: execution_id },
        lines: { execution_id, start_date: earliest },
        audit: { execution_id },
      };
}
