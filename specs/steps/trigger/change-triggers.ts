import { ContractError, InputError, KestraError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import type { StepContext } from "../../../runtime/tool/definition.ts";
import { dueFirst, triggerRow, type FoundTrigger, type TriggerRow } from "./trigger-row.ts";

/** What is done to triggers. */
export type TriggerAction = keyof typeof actions;

/** What a call asks for. */
export interface Wanted {
  readonly namespace: string;
  readonly flow_id?: string | undefined;
  readonly trigger_id?: string | undefined;
  readonly preview?: boolean | undefined;
}

interface Search {
  readonly namespace?: string | undefined;
  readonly within?: string | undefined;
  readonly flow_id?: string | undefined;
  readonly trigger_id?: string | undefined;
  readonly page: number;
  readonly size: number;
  readonly sort: string[];
}

/** What is asked of Kestra. */
export interface Routes {
  readonly search: (
    of: Search,
  ) => Promise<{ readonly results: readonly FoundTrigger[]; readonly total: number }>;
  readonly change: (of: Named & { readonly tenant_id?: string | undefined }) => Promise<FoundTrigger>;
}

interface Named {
  readonly namespace: string;
  readonly flow_id: string;
  readonly trigger_id: string;
}

/** Of each action which triggers it is for, why it does nothing to others, and what is said of how many, once it was done and before. */
const actions = {
  enable: {
    fits: (row: TriggerRow) => row.disabled && row.disabledInFlow !== true,
    unfit: (row: TriggerRow) =>
      row.disabledInFlow === true
        ? "is disabled in the YAML of its flow, where alone it can be enabled"
        : "is enabled already",
    done: (what: string) => `Enabled ${what}`,
    would: (what: string) => `${what} would be enabled`,
  },
  disable: {
    fits: (row: TriggerRow) => !row.disabled,
    unfit: () => "is disabled already",
    done: (what: string) => `Disabled ${what}`,
    would: (what: string) => `${what} would be disabled`,
  },
  unlock: {
    fits: (row: TriggerRow) => row.locked,
    unfit: () => "is not locked",
    done: (what: string) => `Unlocked ${what}`,
    would: (what: string) => `${what} would be unlocked`,
  },
  restart: {
    fits: () => true,
    unfit: () => "",
    done: (what: string) => `Restarted ${what}`,
    would: (what: string) => `${what} would be restarted`,
  },
  pause_backfill: {
    fits: (row: TriggerRow) => row.backfill !== undefined && row.backfill.paused !== true,
    unfit: (row: TriggerRow) =>
      row.backfill === undefined ? "has no backfill" : "has a backfill that is paused already",
    done: (what: string) => `Paused the backfill of ${what}`,
    would: (what: string) => `the backfill of ${what} would be paused`,
  },
  continue_backfill: {
    fits: (row: TriggerRow) => row.backfill?.paused === true,
    unfit: (row: TriggerRow) =>
      row.backfill === undefined ? "has no backfill" : "has a backfill that is not paused",
    done: (what: string) => `Continued the backfill of ${what}`,
    would: (what: string) => `the backfill of ${what} would be continued`,
  },
  delete_backfill: {
    fits: (row: TriggerRow) => row.backfill !== undefined,
    unfit: () => "has no backfill",
    done: (what: string) => `Deleted the backfill of ${what}`,
    would: (what: string) => `the backfill of ${what} would be deleted`,
  },
} as const;

/** Up to 1.3 what is done to a backfill finds its trigger by the tenant, too. */
const byTenant: readonly TriggerAction[] = ["pause_backfill", "continue_backfill", "delete_backfill"];

/** Triggers that one call changes at most, each with a request, and how many of these at a time. */
const most = 50;
const atOnce = 10;

/** Pages that are looked through at most, and the rows of each. */
const pages = 10;
const size = 100;

/** How often one trigger is looked for, and how long is waited between: a flow's triggers are kept soon after it. */
const looks = 5;
const pause = 300;

/** One trigger, with what is needed to change it. */
interface Known {
  readonly row: TriggerRow;
  readonly tenant: string | undefined;
}

/** The triggers that are meant, of how many that a search gave and found. */
interface Looked {
  readonly known: readonly Known[];
  readonly seen: number;
  readonly total: number;
}

/**
 * Changes one trigger, or those of a flow or of a namespace and its children that the action is for.
 * @throws InputError where the one trigger is not kept by Kestra, or the action is not for it; KestraError where it is refused
 */
export async function changed(
  action: TriggerAction,
  wanted: Wanted,
  kestra: Routes,
  context: Pick<StepContext, "now" | "sleep" | "mask">,
) {
  const { namespace, flow_id, trigger_id } = wanted;
  const isOne = flow_id !== undefined && trigger_id !== undefined;
  const preview = wanted.preview ?? !isOne;
  const at = context.now();
  const where = flow_id === undefined ? { within: namespace } : { namespace, flow_id };
  const { fits, unfit, done, would } = actions[action];
  const look = async (): Promise<Looked> => {
    const known: Known[] = [];
    let seen = 0;
    for (let page = 1; ; page++) {
      const { results, total } = await kestra.search({ ...where, trigger_id, page, size, sort: dueFirst });
      seen += results.length;
      for (const it of results) {
        const row = triggerRow(it, at);
        // What is changed is what was asked for, whatever a search finds.
        if (isMeant(row, wanted)) known.push({ row, tenant: it.tenantId ?? undefined });
      }
      const isEnough = known.filter(({ row }) => fits(row)).length > most;
      if (isOne || isEnough || results.length < size || page === pages) return { known, seen, total };
    }
  };
  let found = await look();
  for (let nth = 1; isOne && found.known.length === 0 && context.sleep !== undefined && nth < looks; nth++) {
    await context.sleep(pause);
    found = await look();
  }
  if (isOne) {
    const [one] = found.known;
    const place = `${namespace}/${flow_id}`;
    if (one === undefined) {
      throw new InputError(
        say`Kestra keeps no trigger ${trigger_id} of ${place}: \`search_triggers\` shows those that it keeps. What it does not keep, such as a webhook, is changed in its flow's YAML alone.`,
      );
    }
    if (!fits(one.row)) throw new InputError(say`The trigger ${trigger_id} of ${place} ${unfit(one.row)}.`);
  }
  const meant = found.known.filter(({ row }) => fits(row));
  const some = meant.slice(0, isOne ? 1 : most);
  const rest = restOf(meant.length - some.length, found, action);
  if (preview || some.length === 0) {
    const what =
      some.length === 0 ? "There is none to change." : `Nothing was changed: ${would(countOf(some.length))}.`;
    const how = some.length === 0 ? "" : " Call again with preview: false to do it.";
    return { triggers: some.map(({ row }) => row), preview: true, message: `${what}${how}${rest}` };
  }
  const after: TriggerRow[] = [];
  const failed: { namespace: string; flowId: string; triggerId: string; message: string }[] = [];
  for (let start = 0; start < some.length; start += atOnce) {
    await Promise.all(
      some.slice(start, start + atOnce).map(async ({ row, tenant }) => {
        const { namespace, flowId, triggerId } = row;
        try {
          const named = { namespace, flow_id: flowId, trigger_id: triggerId };
          const now = await kestra.change(
            byTenant.includes(action) ? { ...named, tenant_id: tenant } : named,
          );
          after.push(triggerRow({ type: row.type, ...now }, at));
        } catch (error) {
          const isOfKestra = error instanceof KestraError || error instanceof ContractError;
          if (isOne || !isOfKestra) throw error;
          failed.push({ namespace, flowId, triggerId, message: error.said.masked(context.mask) });
        }
      }),
    );
  }
  const message = `${done(countOf(after.length))}.${failed.length === 0 ? "" : ` Kestra refused ${failed.length}.`}${rest}`;
  return { triggers: after, preview: false, message, ...(failed.length === 0 ? {} : { failed }) };
}

function countOf(count: number): string {
  return count === 1 ? "1 trigger" : `${count} triggers`;
}

/** Whether a trigger is of the namespace or its children, or of the flow, and is the one, that a call names. */
function isMeant(row: TriggerRow, { namespace, flow_id, trigger_id }: Wanted): boolean {
  if (trigger_id !== undefined && row.triggerId !== trigger_id) return false;
  if (flow_id !== undefined) return row.namespace === namespace && row.flowId === flow_id;
  return `${row.namespace}.`.toLowerCase().startsWith(`${namespace}.`.toLowerCase());
}

/** What is said of those that were not looked at, or not taken. */
function restOf(over: number, { seen, total }: Looked, action: TriggerAction): string {
  const unseen = total - seen;
  if (over <= 0 && unseen <= 0) return "";
  const more = [
    ...(over > 0 ? [`${over} more that fit`] : []),
    ...(unseen > 0 ? [`${unseen} that were not looked at`] : []),
  ].join(" and ");
  // What was restarted can be restarted again, and would be.
  const next = over > 0 && action !== "restart" ? "Call again for the rest, or give a flow." : "Give a flow.";
  return ` Left out: ${more}. ${next}`;
}
