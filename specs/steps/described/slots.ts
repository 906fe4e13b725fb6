import { isObject } from "../../../runtime/json.ts";

/** How a limit of a flow is used. */
interface Slots {
  readonly limit: unknown;
  readonly behavior: unknown;
  /** As Kestra counts them for the limit; absent where it does not tell. */
  readonly running?: number;
  readonly note?: string;
}

/** A flow that has a limit, and how many of its executions count for it. */
export interface CountedFlow {
  readonly namespace?: string | null | undefined;
  readonly flowId?: string | null | undefined;
  readonly running?: number | null | undefined;
}

/**
 * The limit of a flow and what of it is in use; undefined of a flow without one.
 * @param counts undefined where Kestra did not tell them
 * @param line 1.0 cannot tell them
 */
export function slotsOf(
  concurrency: unknown,
  { namespace, flow_id }: { readonly namespace: string; readonly flow_id: string },
  counts: readonly CountedFlow[] | undefined,
  line: string,
): Slots | undefined {
  if (!isObject(concurrency)) return undefined;
  const counted = counts?.find((it) => it.namespace === namespace && it.flowId === flow_id);
  const who = countsSlots(line) ? "Kestra did not tell" : "This release does not tell";
  const note = `${who} how many count for the limit: those in state RUNNING probably do.`;
  return {
    limit: concurrency.limit,
    behavior: concurrency.behavior ?? "QUEUE",
    ...(counts === undefined ? { note } : { running: counted?.running ?? 0 }),
  };
}

/** Whether a release tells how many executions count for a limit. */
export function countsSlots(line: string): boolean {
  return Number.parseFloat(line) >= 1.3;
}
