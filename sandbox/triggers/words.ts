import type { Line } from "../line/line.ts";
import { Refusal } from "../executions/refusal.ts";
import type { TriggerId } from "./trigger-state.ts";

type Words = readonly [status: number, message: string];

const bare: Words = [404, "Not Found"];
const notFound: Words = [404, "Not Found: Trigger {id} not found"];
const nullStart =
  'Cannot invoke "java.time.ZonedDateTime.withZoneSameInstant(java.time.ZoneId)" because "<parameter1>" is null';

/** The words up to 1.3 and from 2.0 on; `{id}` is the trigger as 2.0 names it. */
const words = {
  noState: [bare, notFound],
  noBackfill: [
    [400, "Bad Request: No backfill found"],
    [400, "Bad Request: No backfill found"],
  ],
  noStart: [
    [400, `Bad Request: ${nullStart}`],
    [409, `Conflict: Create backfill failed: ${nullStart}`],
  ],
  notLocked: [
    [409, "Illegal state: Trigger is not locked"],
    [409, "Conflict: trigger {id} is already unlocked"],
  ],
  noFlow: [
    [404, "Not Found: Flow of trigger {trigger} not found"],
    [404, "Not Found: Flow not found for trigger: {id}"],
  ],
  noTrigger: [
    [404, "Not Found: Flow {flow} has no trigger {trigger}"],
    [404, "Not Found: Trigger not found: {id}"],
  ],
  notKept: [bare, [404, "Not Found: Trigger disappeared after set-disabled: {id}"]],
} as const satisfies Readonly<Record<string, readonly [Words, Words]>>;

/** Why a request on this trigger is refused, in the words of the line. */
export function refusalFor(
  reason: keyof typeof words,
  line: Line,
  { namespace, flowId, triggerId }: TriggerId,
  tenant = "main",
): Refusal {
  const [status, message] = words[reason][line === "2.0" ? 1 : 0];
  const id = `[tenant=${tenant}, namespace=${namespace}, flow=${flowId}, trigger=${triggerId}]`;
  return new Refusal(
    status,
    message.replace("{id}", id).replace("{flow}", flowId).replace("{trigger}", triggerId),
  );
}
