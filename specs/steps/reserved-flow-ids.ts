import { InputError } from "../../runtime/errors.ts";
import { own, say } from "../../runtime/text/said.ts";

/**
 * Words that stand in the place of a flow's id in other routes of Kestra. A flow of such an id cannot be made, and
 * starting it may do something else: `restart/by-query` restarts executions, not a flow.
 */
const reserved: readonly string[] = [
  "by-ids",
  "by-query",
  "change-status",
  "disable",
  "enable",
  "executions",
  "force-run",
  "kill",
  "pause",
  "resume",
  "search",
  "source",
];

/** @throws InputError for an id that no flow can have */
export function refuseReserved(flow_id: string): void {
  if (!reserved.includes(flow_id)) return;
  throw new InputError(
    say`The flow ID \`${flow_id}\` is reserved and cannot be used. Please rename your flow to something other than: ${own(reserved.join(", "))}.`,
  );
}
