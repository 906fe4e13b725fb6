import { ContractError, KestraError } from "../../../runtime/errors.ts";
import type { StepContext } from "../../../runtime/tool/definition.ts";
import type { Host } from "../../../runtime/tool/host.ts";
import { inBatches } from "../in-batches.ts";
import { previewToken, sincePreview } from "../preview-token.ts";
import { lookedFor, nameOf, theOne, type Known, type Search, type Wanted } from "./meant-triggers.ts";
import { actions, type TriggerAction } from "./trigger-actions.ts";
import { triggerRow, type FoundTrigger, type TriggerRow } from "./trigger-row.ts";

/** What a call asks for. */
export interface Change extends Wanted {
  readonly preview?: boolean | undefined;
  /** Of a preview of several. */
  readonly token?: string | undefined;
}

/** What is asked of Kestra. */
export interface Routes extends Search {
  readonly change: (of: {
    readonly namespace: string;
    readonly flow_id: string;
    readonly trigger_id: string;
    readonly tenant_id?: string | undefined;
  }) => Promise<FoundTrigger>;
}

/** Up to 1.3 what is done to a backfill finds its trigger by the tenant, too. */
const byTenant: readonly TriggerAction[] = ["pause_backfill", "continue_backfill", "delete_backfill"];

/** Triggers that one call changes at most, each with a request. */
const most = 50;

/** Names of what came, and of what went, that a sentence tells at most. */
const mostNames = 10;

/** Triggers of which it is said at most why they are not changed. */
const mostReasons = 3;

/**
 * Changes one trigger; or, of a flow or of a namespace and its children, exactly those that a preview showed, which its token
 * tells. Without the token, and where others match by now, it shows them, and changes nothing.
 * @throws InputError where the one trigger is not kept by Kestra, or the action is not for it, and for what is no token;
 *   KestraError where the change of one is refused
 */
export async function changed(
  action: TriggerAction,
  wanted: Change,
  kestra: Routes,
  context: Pick<StepContext, "now" | "sleep" | "mask"> & Pick<Host, "server">,
) {
  const { namespace, flow_id, trigger_id, preview, token } = wanted;
  const at = context.now();
  if (flow_id !== undefined && trigger_id !== undefined) {
    const one = await theOne(action, { namespace, flow_id, trigger_id }, kestra, context);
    if (preview !== true) {
      const after = await changeOf(action, one, kestra, at);
      return { triggers: [after], preview: false, message: `${actions[action].done(countOf(1))}.` };
    }
    const message = `${nothing(action, 1)} Call again with preview: false to do it.`;
    return { triggers: [one.row], preview, message };
  }
  const { known, seen, total } = await lookedFor(wanted, kestra, at);
  const { fits } = actions[action];
  const fitting = known.filter(({ row }) => fits(row));
  const some = fitting.slice(0, most);
  const rest = restOf(action, fitting.length - some.length, total - seen);
  const others = known.filter((it) => !some.includes(it));
  // Other Kestras, and other tenants, have triggers of the same names.
  const { baseUrl, tenant } = context.server();
  const there = JSON.stringify([baseUrl, tenant, action]);
  const since = token === undefined ? undefined : changesSince(token, there, some, others);
  if (token !== undefined && preview !== true && since === undefined)
    return { ...(await changeEach(action, some, kestra, { at, rest, mask: context.mask })), preview: false };
  const news = since === undefined ? "" : `What matches has changed since that preview (${since}). `;
  const shown = { triggers: some.map(({ row }) => row), preview: true };
  if (some.length === 0) {
    const why = whyNone(action, wanted, known, total > seen);
    return { ...shown, message: `${news}There is none to change${why}.${rest}` };
  }
  const next = previewToken(there, namesOf(some));
  const how = `Show these to the user. Call again with token: ${next} to change exactly these.`;
  return { ...shown, token: next, message: `${news}${nothing(action, some.length)} ${how}${rest}` };
}

/** Why none of those that were looked at is changed; empty where more of them were not. */
function whyNone(
  action: TriggerAction,
  { namespace, flow_id, trigger_id = "" }: Change,
  known: readonly Known[],
  isPart: boolean,
): string {
  if (known.length === 0) {
    const place = flow_id === undefined ? `${namespace} or below it` : `${namespace}/${flow_id}`;
    return isPart ? "" : `: Kestra keeps no trigger ${trigger_id === "" ? "" : `${trigger_id} `}of ${place}`;
  }
  const { unfit } = actions[action];
  const reasons = known.slice(0, mostReasons).map(({ row }) => `${nameOf(row)} ${unfit(row)}`);
  const left = known.length - reasons.length;
  return `: ${reasons.join("; ")}${left > 0 ? `; and ${left} more` : ""}`;
}

/** What came and what went since a preview, in words; undefined where nothing did. */
function changesSince(
  token: string,
  action: string,
  some: readonly Known[],
  others: readonly Known[],
): string | undefined {
  const since = sincePreview(token, action, namesOf(some), namesOf(others));
  if (since === undefined) return undefined;
  const { came, went, lost } = since;
  const parts = [
    ...(came.length === 0 ? [] : [`came: ${listed(came)}`]),
    ...(went.length === 0 ? [] : [`went: ${listed(went)}`]),
    ...(lost === 0 ? [] : [`not found any more: ${countOf(lost)}`]),
  ];
  return parts.join("; ");
}

async function changeOf(
  action: TriggerAction,
  { row, tenant }: Known,
  kestra: Routes,
  at: Date,
): Promise<TriggerRow> {
  const named = { namespace: row.namespace, flow_id: row.flowId, trigger_id: row.triggerId };
  const now = await kestra.change(byTenant.includes(action) ? { ...named, tenant_id: tenant } : named);
  return triggerRow({ type: row.type, ...now }, at);
}

/** Changes each, and tells of each that Kestra refused. */
async function changeEach(
  action: TriggerAction,
  some: readonly Known[],
  kestra: Routes,
  { at, rest, mask }: { readonly at: Date; readonly rest: string; readonly mask: StepContext["mask"] },
) {
  const results = await inBatches(some, async (known) => {
    try {
      return { after: await changeOf(action, known, kestra, at) };
    } catch (error) {
      if (!(error instanceof KestraError || error instanceof ContractError)) throw error;
      const { namespace, flowId, triggerId } = known.row;
      return { refused: { namespace, flowId, triggerId, message: error.said.masked(mask) } };
    }
  });
  const triggers = results.flatMap(({ after }) => after ?? []);
  const failed = results.flatMap(({ refused }) => refused ?? []);
  const refusals = failed.length === 0 ? "" : ` Kestra refused ${failed.length}.`;
  const message = `${actions[action].done(countOf(triggers.length))}.${refusals}${rest}`;
  return { triggers, message, ...(failed.length === 0 ? {} : { failed }) };
}

function namesOf(some: readonly Known[]): readonly string[] {
  return some.map(({ row }) => nameOf(row));
}

function nothing(action: TriggerAction, count: number): string {
  return `Nothing was changed: ${actions[action].would(countOf(count))}.`;
}

function countOf(count: number): string {
  return count === 1 ? "1 trigger" : `${count} triggers`;
}

function listed(names: readonly string[]): string {
  const left = names.length - mostNames;
  return `${names.slice(0, mostNames).join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}

/** What is said of those that are not taken, or were not looked at. */
function restOf(action: TriggerAction, over: number, unseen: number): string {
  if (over <= 0 && unseen <= 0) return "";
  const more = [
    ...(over > 0 ? [`${over} more that fit`] : []),
    ...(unseen > 0 ? [`${unseen} that were not looked at`] : []),
  ].join(" and ");
  // What was restarted can be restarted again, and would be.
  const next =
    over > 0 && action !== "restart"
      ? "For the rest preview again afterwards, or give a flow."
      : "Give a flow.";
  return ` Left out: ${more}. ${next}`;
}
