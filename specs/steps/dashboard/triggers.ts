import { ageOf } from "../diagnosis/duration.ts";
import { placeOf } from "../diagnosis/facts/execution-fact.ts";
import { triggerCauses, type TriggerFact } from "../diagnosis/trigger-causes.ts";
import { oneLine } from "../logs/error-line.ts";
import { mostRows } from "./calls.ts";
import type { DashboardFacts } from "./facts.ts";

/** What can be wrong with a trigger, the worst first; disabled ones are told as they are. */
const problems = {
  trigger_late: "late",
  trigger_locked: "locked",
  trigger_failing: "failing",
  backfill_paused: "backfillPaused",
  trigger_disabled: "disabled",
} as const;

type Code = keyof typeof problems;

interface Problem {
  readonly code: Code;
  readonly trigger: string;
  readonly message: string;
}

const codes = Object.keys(problems) as readonly Code[];

/** What keeps one trigger from starting anything, as a diagnosis finds it. */
function causesOf(trigger: TriggerFact, now: number, isFlowDisabled: boolean) {
  return triggerCauses({ now, trigger, isFlowDisabled, lines: [] }).flatMap(({ cause, message }) => {
    const code = codes.find((it) => it === cause);
    return code === undefined ? [] : [{ code, message }];
  });
}

/** Triggers that are late, locked, failing, disabled, or whose backfill is paused. */
function problemsOf(facts: DashboardFacts, mask: (text: string) => string): readonly Problem[] {
  const { triggers, triggerErrors, flows, now } = facts;
  const found = (triggers?.rows ?? []).flatMap((trigger) =>
    causesOf(trigger, now, flows.get(placeOf(trigger))?.disabled ?? false).map(({ code, message }) => ({
      code,
      trigger: nameOf(trigger.namespace, trigger.flowId, trigger.id),
      message: message.masked(mask),
    })),
  );
  const failing = new Map<string, { message: string; total: number }>();
  for (const { namespace, flowId, triggerId, message, total } of triggerErrors?.rows ?? []) {
    const name = nameOf(namespace, flowId, triggerId);
    const known = failing.get(name);
    failing.set(name, { message: known?.message ?? message, total: (known?.total ?? 0) + total });
  }
  const errors = [...failing].map(([trigger, { message, total }]): Problem => ({
    code: "trigger_failing",
    trigger,
    message: oneLine(
      `${total} ${total === 1 ? "error" : "errors"} in its log, the last: ${message}`,
      mask,
      200,
    ),
  }));
  return [...found, ...errors].toSorted((a, b) => codes.indexOf(a.code) - codes.indexOf(b.code));
}

function nameOf(namespace: string, flowId: string, id: string): string {
  return `${namespace}/${flowId} ${id}`;
}

/** How many triggers there are, how many have which problem, and the worst of them. */
export function triggersOf(facts: DashboardFacts, mask: (text: string) => string) {
  const { triggers, triggerErrors } = facts;
  const all = problemsOf(facts, mask);
  const isKnown = (code: Code) => (code === "trigger_failing" ? triggerErrors : triggers) !== undefined;
  const counts: Readonly<Record<string, number>> = Object.fromEntries(
    codes
      .filter(isKnown)
      .map((code) => [problems[code], all.filter((it) => it.code === code).length] as const),
  );
  const left = all.length - mostRows;
  const notes = [
    ...(triggers === undefined ? ["Kestra did not tell of its triggers."] : []),
    ...(triggerErrors === undefined ? ["Kestra did not tell which triggers fail."] : []),
    ...(triggers !== undefined && triggers.total > triggers.rows.length
      ? [`The first ${triggers.rows.length} of ${triggers.total} by id were looked at.`]
      : []),
    ...(triggerErrors !== undefined && triggerErrors.total > triggerErrors.rows.length
      ? ["Of the errors of triggers only the newest were read: more may be failing."]
      : []),
  ];
  return {
    ...(triggers === undefined ? {} : { total: triggers.total }),
    ...counts,
    problems: all
      .slice(0, mostRows)
      .map(({ code, trigger, message }) => ({ problem: problems[code], trigger, message })),
    ...(left > 0 ? { rest: `${left} more: search_triggers with a state, or say a namespace.` } : {}),
    ...(notes.length === 0 ? {} : { note: notes.join(" ") }),
  };
}

/** What is scheduled next: not what waits for a backfill that is paused. */
export function nextOf({ triggers, flows, now }: DashboardFacts) {
  if (triggers === undefined) return { first: [], note: "Kestra did not tell of its triggers." };
  const ahead = triggers.rows
    .filter((it) => !it.isDisabled && flows.get(placeOf(it))?.disabled !== true)
    .filter(({ backfill }) => backfill?.paused !== true)
    .flatMap((it) => (it.next !== undefined && Date.parse(it.next) > now ? [{ ...it, next: it.next }] : []))
    .toSorted((a, b) => Date.parse(a.next) - Date.parse(b.next));
  const left = ahead.length - mostRows;
  return {
    total: ahead.length,
    first: ahead.slice(0, mostRows).map((it) => ({
      trigger: nameOf(it.namespace, it.flowId, it.id),
      at: it.next,
      in: ageOf(new Date(now).toISOString(), Date.parse(it.next)),
    })),
    ...(left > 0 ? { rest: `${left} more: search_triggers.` } : {}),
  };
}
