import { say } from "../../../runtime/text/said.ts";
import type { Cause, Evidence } from "./cause.ts";
import { millisecondsOf } from "../../functions/iso-duration.ts";
import { sinceOf, type ExecutionFact } from "./facts/execution-fact.ts";
import { listOf, numberOf, optionalText, rawOf, textOf, textsOf, type Raw } from "./facts/fields.ts";
import { lastWord } from "./facts/flow-fact.ts";

/** One thing that a Flow trigger waits for: an execution of this flow in one of these states. */
export interface Awaited {
  readonly namespace?: string | undefined;
  readonly flowId?: string | undefined;
  /** Any end where empty. */
  readonly states: readonly string[];
  /** Conditions that a search cannot tell, such as labels. */
  readonly more: boolean;
}

/** What a Flow trigger waits for. */
export interface Preconditions {
  readonly triggerId: string;
  /** Where it stands in the flow. */
  readonly field: "preconditions" | "dependsOn" | "conditions";
  readonly awaited: readonly Awaited[];
  /** How many of them must happen. */
  readonly needed: number;
  /** In which they count. */
  readonly window: string;
}

/** What the triggers of a flow wait for; empty for triggers of other types. */
export function preconditionsOf(triggers: readonly Raw[]): readonly Preconditions[] {
  return triggers
    .filter(({ type, disabled }) => lastWord(type) === "Flow" && disabled !== true)
    .flatMap(preconditions);
}

function preconditions(trigger: Raw): readonly Preconditions[] {
  const triggerId = textOf(trigger.id);
  const before = rawOf(trigger.preconditions);
  const several = listOf(trigger.conditions).find(({ type }) => /^MultipleCondition/.test(lastWord(type)));
  const flows = listOf(trigger.dependsOn);
  if (flows.length > 0) {
    const awaited = flows.map(awaitedFlow);
    const needed = numberOf(trigger.minSatisfied) ?? awaited.length;
    return [{ triggerId, field: "dependsOn", awaited, needed, window: writtenWindow(trigger.window) }];
  }
  const listed = [...listOf(before.flows).map(awaitedFlow), ...listOf(before.where).map(() => unknown)];
  if (listed.length > 0)
    return [
      {
        triggerId,
        field: "preconditions",
        awaited: listed,
        needed: listed.length,
        window: writtenWindow(before.timeWindow),
      },
    ];
  if (several === undefined) return [];
  const awaited = Object.values(rawOf(several.conditions)).map((condition) => awaitedFlow(rawOf(condition)));
  return [
    {
      triggerId,
      field: "conditions",
      awaited,
      needed: awaited.length,
      window: writtenWindow(several.window),
    },
  ];
}

const unknown: Awaited = { states: [], more: true };

function awaitedFlow(raw: Raw): Awaited {
  return {
    namespace: optionalText(raw.namespace),
    flowId: optionalText(raw.flowId),
    states: textsOf(raw.states ?? raw.in),
    more: raw.labels !== undefined,
  };
}

/** A window as it is written: a text, or in an object of that name; a day where none is. */
function writtenWindow(raw: unknown): string {
  return optionalText(raw) ?? optionalText(rawOf(raw).window) ?? "P1D";
}

/** Since when what happened counts. */
export function countsFrom({ window }: Preconditions, now: number): string {
  return new Date(Math.max(0, now - (millisecondsOf(window) ?? 86_400_000))).toISOString();
}

/** What is known of a trigger's preconditions. */
export interface PreconditionFacts {
  readonly namespace: string;
  readonly flowId: string;
  readonly preconditions: Preconditions;
  /** Executions in the window of each that is awaited, the newest first; undefined where it could not be looked up. */
  readonly seen: readonly (readonly ExecutionFact[] | undefined)[];
  /** When the trigger last started an execution. */
  readonly firedLast?: string | undefined;
}

/** What a Flow trigger still waits for: what happened, and what is missing. */
export function preconditionCauses(facts: PreconditionFacts): readonly Cause[] {
  const { namespace, flowId, preconditions: of, seen, firedLast } = facts;
  const looked = of.awaited.map((awaited, index) => {
    const since = Date.parse(firedLast ?? "");
    const found = seen[index]?.filter(({ endDate }) => !(Date.parse(endDate ?? "") <= since));
    const fits = found?.find((it) => fitsState(awaited, it.state) && it.endDate !== undefined);
    return { awaited, found, fits };
  });
  const happened = looked.filter(({ fits }) => fits !== undefined);
  if (happened.length >= of.needed) return [];
  // Nothing since it fired: it waits for the next time, as it should.
  if (happened.length === 0 && firedLast !== undefined) return [];
  const missing = looked.filter(({ fits }) => fits === undefined);
  const isSure = looked.every(({ awaited, found }) => found !== undefined && !awaited.more);
  const names = missing.map(({ awaited }) => nameOf(awaited)).join(", ");
  return [
    {
      cause: "precondition_missing",
      object: `${namespace}/${flowId} trigger ${of.triggerId}`,
      message: say`The trigger ${of.triggerId} of ${namespace}/${flowId} waits for ${of.needed}, and ${happened.length} happened within ${of.window}. Missing: ${names}.`,
      certainty: isSure ? "certain" : "probable",
      limit: `${of.field} ${of.needed}`,
      evidence: [
        ...happened.map(({ awaited, fits }) => ({
          field: "happened",
          value: `${nameOf(awaited)}: ${fits?.id ?? ""} ${fits?.state ?? ""}`,
          time: fits?.endDate,
        })),
        ...missing.map(({ awaited, found }): Evidence => missed(awaited, found)),
        { field: "window", value: of.window },
      ],
    },
  ];
}

function missed(awaited: Awaited, found: readonly ExecutionFact[] | undefined): Evidence {
  const [last] = found ?? [];
  const instead =
    found === undefined
      ? "was not looked up"
      : last === undefined
        ? "no execution"
        : `last ${last.id} ${last.state}`;
  return {
    field: "missing",
    value: `${nameOf(awaited)}: ${instead}`,
    time: last === undefined ? undefined : (last.endDate ?? sinceOf(last)),
  };
}

function fitsState({ states }: Awaited, state: string): boolean {
  return states.length === 0 || states.includes(state);
}

function nameOf({ namespace, flowId, states }: Awaited): string {
  const name = `${namespace ?? "any namespace"}/${flowId ?? "any flow"}`;
  return states.length === 0 ? name : `${name} (${states.join(", ")})`;
}
