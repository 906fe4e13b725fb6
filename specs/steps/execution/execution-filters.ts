import { InputError } from "../../../runtime/errors.ts";
import { say, type Said } from "../../../runtime/text/said.ts";
import { endedStates } from "./execution-state.ts";

/** The states of executions and of task runs that Kestra knows. */
export const knownStates: readonly string[] = [
  ...[
    "CREATED",
    "SUBMITTED",
    "QUEUED",
    "RUNNING",
    "PAUSED",
    "BREAKPOINT",
    "RESTARTED",
    "RETRYING",
    "KILLING",
  ],
  ...endedStates,
];

/**
 * States as Kestra's filter takes them; undefined where none is given.
 * @throws InputError for one that there is not: Kestra names its own Java for it
 */
export function statesToSearch(given: readonly string[] | undefined): string[] | undefined {
  const states = [...new Set((given ?? []).map((state) => state.trim().toUpperCase()))];
  const unknown = states.find((state) => !knownStates.includes(state));
  if (unknown === undefined) return states.length === 0 ? undefined : states;
  throw new InputError(
    say`state ${JSON.stringify(unknown)} is not a state of Kestra: they are ${knownStates.join(", ")}.`,
  );
}

/** States that are wanted, and those that are not, as Kestra's filters take them. */
export interface StateFilters {
  readonly state?: string[] | undefined;
  readonly not_state?: string[] | undefined;
}

/**
 * States of which those with a `!` before them are not wanted.
 * @throws InputError for one that there is not, and for one that is wanted and is not
 */
export function stateFilters(given: readonly string[] = []): StateFilters {
  const isNot = (state: string) => /^\s*!/.test(state);
  const not_state = statesToSearch(given.filter(isNot).map((state) => state.replace("!", "")));
  const state = statesToSearch(given.filter((it) => !isNot(it)));
  const both = state?.find((it) => not_state?.includes(it));
  if (both === undefined) return { state, not_state };
  throw new InputError(say`state: ${both} cannot be wanted and not wanted.`);
}

/** Whether a state is wanted. */
export function isInStates(current: string, { state, not_state }: StateFilters): boolean {
  return (state?.includes(current) ?? true) && !(not_state?.includes(current) ?? false);
}

/** What searches by time have an argument for: they say in which time they searched. */
const times = /^\s*(?:filters\[)?(?:startDate|endDate|timeRange)\b/;

/** @throws InputError for a filter of time */
export function refuseTimes(filters: readonly string[] | undefined, instead: Said): void {
  const time = filters?.find((filter) => times.test(filter));
  if (time !== undefined)
    throw new InputError(say`filters: ${JSON.stringify(time)} is a time: give ${instead} in its place.`);
}

/**
 * A kind of executions, as far as a line searches by it.
 * @throws InputError where it does not, before it finds everything or refuses the call
 */
export function kindToSearch(kind: string | undefined, line: string): string | undefined {
  if (kind === undefined) return undefined;
  if (line === "1.0") throw new InputError(say`Kestra 1.0 does not search by kind: leave it out.`);
  if (kind === "LOOP" && Number.parseInt(line, 10) < 2) {
    throw new InputError(
      say`On Kestra ${line} a loop's iterations are task runs of its execution: leave kind out.`,
    );
  }
  return kind;
}

/** What an execution started: iterations of its loops have it as their parent, all others as what triggered them. */
export function parentToSearch({
  parent,
  kind,
}: {
  readonly parent?: string | undefined;
  readonly kind?: string | undefined;
}): { readonly started_by?: string | undefined; readonly looped_by?: string | undefined } {
  return kind === "LOOP" ? { looped_by: parent } : { started_by: parent };
}
