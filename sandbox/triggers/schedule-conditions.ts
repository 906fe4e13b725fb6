import { printed } from "../pebble/value.ts";
import type { Values } from "../values/values.ts";
import { conditionName, conditionsOf } from "./flow-conditions.ts";

const days = ["SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"];

/** A condition on a date, in milliseconds since 1970, in UTC. */
type Check = (condition: Values, date: number) => boolean;

function isBetween(condition: Values, at: number, parse: (text: string) => number): boolean {
  const limit = (name: string): number | undefined =>
    condition[name] === undefined ? undefined : parse(printed(condition[name]));
  const [after, before] = [limit("after"), limit("before")];
  return (after === undefined || at > after) && (before === undefined || at < before);
}

/** By the last word of a condition's type. */
const checks: Readonly<Record<string, Check>> = {
  DayWeek: ({ dayOfWeek }, date) => days[new Date(date).getUTCDay()] === dayOfWeek,
  Weekend: (_, date) => [0, 6].includes(new Date(date).getUTCDay()),
  DateTimeBetween: (condition, date) => isBetween(condition, date, Date.parse),
  TimeBetween: (condition, date) =>
    isBetween(condition, date % 86_400_000, (text) => Date.parse(`1970-01-01T${text}`)),
  Not: ({ conditions }, date) => !conditionsOf(conditions).every((one) => dateFits(one, date)),
  Or: ({ conditions }, date) => conditionsOf(conditions).some((one) => dateFits(one, date)),
};

/** Whether a condition holds on a date; one that looks at something else does. */
function dateFits(condition: Values, date: number): boolean {
  return checks[conditionName(condition)]?.(condition, date) ?? true;
}

/** What a schedule's conditions say of a date; undefined where it has none. */
export function datesThatFit(trigger: Values): ((date: number) => boolean) | undefined {
  const conditions = [...conditionsOf(trigger["conditions"]), ...conditionsOf(trigger["scheduleConditions"])];
  return conditions.length === 0 ? undefined : (date) => conditions.every((one) => dateFits(one, date));
}
