import { placeOf } from "../diagnosis/facts/execution-fact.ts";
import { orNothing } from "../or-nothing.ts";
import type { TriggerRow } from "./trigger-row.ts";

/** Flows that are looked at: each is a request. */
const most = 10;

/** Late triggers whose flow is disabled, which is why they are late, are told so; of at most 10 flows. */
export async function ofDisabledFlows<Row extends Pick<TriggerRow, "namespace" | "flowId" | "lateSeconds">>(
  rows: readonly Row[],
  flow: (of: {
    readonly namespace: string;
    readonly flow_id: string;
  }) => Promise<{ readonly disabled?: unknown }>,
): Promise<(Row & { readonly flowDisabled?: boolean })[]> {
  const late = new Map(
    rows.flatMap((row) => (row.lateSeconds === undefined ? [] : [[placeOf(row), row] as const])),
  );
  const disabled = await Promise.all(
    [...late].slice(0, most).map(async ([name, { namespace, flowId: flow_id }]) => {
      const found = await orNothing(() => flow({ namespace, flow_id }));
      return found?.disabled === true ? [name] : [];
    }),
  );
  const names = new Set(disabled.flat());
  return rows.map((row) => (names.has(placeOf(row)) ? { ...row, flowDisabled: true } : row));
}
