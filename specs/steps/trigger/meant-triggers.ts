import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import type { StepContext } from "../../../runtime/tool/definition.ts";
import { actions, type TriggerAction } from "./trigger-actions.ts";
import { triggerRow, type FoundTrigger, type TriggerRow } from "./trigger-row.ts";

/** Which triggers a call means. */
export interface Wanted {
  readonly namespace: string;
  readonly flow_id?: string | undefined;
  readonly trigger_id?: string | undefined;
}

/** A search of triggers. */
export interface Search {
  readonly search: (of: {
    readonly namespace?: string | undefined;
    readonly within?: string | undefined;
    readonly flow_id?: string | undefined;
    readonly trigger_id?: string | undefined;
    readonly page: number;
    readonly size: number;
    readonly sort: string[];
  }) => Promise<{ readonly results: readonly FoundTrigger[]; readonly total: number }>;
}

/** One trigger, with what is needed to change it. */
export interface Known {
  readonly row: TriggerRow;
  readonly tenant: string | undefined;
}

/** The triggers that are meant, sorted by their names, of how many that a search gave and found. */
export interface Looked {
  readonly known: readonly Known[];
  readonly seen: number;
  readonly total: number;
}

/** Pages that are looked through at most, and the rows of each. */
const pages = 10;
const size = 100;

/** By what does not change while triggers fire, so that no page misses one. */
const sort = ["triggerId:asc"];

/** How often one trigger is looked for, and how long is waited between: a flow's triggers are kept soon after it. */
const looks = 5;
const pause = 300;

/** Looks for the triggers of a flow, or of a namespace and its children: the first 1000. */
export async function lookedFor(wanted: Wanted, kestra: Search, at: Date): Promise<Looked> {
  const { namespace, flow_id, trigger_id } = wanted;
  const where = flow_id === undefined ? { within: namespace } : { namespace, flow_id };
  const known = new Map<string, Known>();
  let seen = 0;
  for (let page = 1; ; page++) {
    const { results, total } = await kestra.search({ ...where, trigger_id, page, size, sort });
    seen += results.length;
    for (const it of results) {
      const row = triggerRow(it, at);
      // What is changed is what was asked for, whatever a search finds.
      if (isMeant(row, wanted)) known.set(nameOf(row), { row, tenant: it.tenantId ?? undefined });
    }
    if (results.length < size || page === pages) {
      const names = [...known.keys()].toSorted();
      return { known: names.flatMap((name) => known.get(name) ?? []), seen, total };
    }
  }
}

/**
 * Looks for one trigger that the action is for.
 * @throws InputError where Kestra does not keep it, or the action does nothing to it
 */
export async function theOne(
  action: TriggerAction,
  wanted: { readonly [Key in keyof Wanted]-?: string },
  kestra: Search,
  { now, sleep }: Pick<StepContext, "now" | "sleep">,
): Promise<Known> {
  const { namespace, flow_id, trigger_id } = wanted;
  const at = now();
  let found = await lookedFor(wanted, kestra, at);
  for (let nth = 1; found.known.length === 0 && sleep !== undefined && nth < looks; nth++) {
    await sleep(pause);
    found = await lookedFor(wanted, kestra, at);
  }
  const [one] = found.known;
  const place = `${namespace}/${flow_id}`;
  if (one === undefined) {
    throw new InputError(
      say`Kestra keeps no trigger ${trigger_id} of ${place}: \`search_triggers\` shows those that it keeps. What it does not keep, such as a webhook, is changed in its flow's YAML alone.`,
    );
  }
  const { fits, unfit } = actions[action];
  if (!fits(one.row)) throw new InputError(say`The trigger ${trigger_id} of ${place} ${unfit(one.row)}.`);
  return one;
}

/** `namespace/flow/trigger`. */
export function nameOf({ namespace, flowId, triggerId }: TriggerRow): string {
  return `${namespace}/${flowId}/${triggerId}`;
}

/** Whether a trigger is of the namespace or its children, or of the flow, and is the one, that a call names. */
function isMeant(row: TriggerRow, { namespace, flow_id, trigger_id }: Wanted): boolean {
  if (trigger_id !== undefined && row.triggerId !== trigger_id) return false;
  if (flow_id !== undefined) return row.namespace === namespace && row.flowId === flow_id;
  return `${row.namespace}.`.toLowerCase().startsWith(`${namespace}.`.toLowerCase());
}
