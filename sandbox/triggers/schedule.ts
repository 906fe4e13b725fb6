import { printed } from "../pebble/value.ts";
import type { Values } from "../values/values.ts";
import { datesThatFit } from "./schedule-conditions.ts";
import { parseCron, type Cron } from "./cron.ts";
import { instantAt, isZone, wallTimeAt } from "./zone.ts";

/** When a trigger is due: by a cron expression in a time zone, or on dates of a list. Instants are in milliseconds since 1970. */
export interface Schedule {
  /** The first date after an instant; undefined where none comes within years. */
  after(instant: number): number | undefined;
  /** The last date before an instant. */
  before(instant: number): number | undefined;
  /** Whether an instant is one of the dates. */
  has(instant: number): boolean;
}

const dayLength = 86_400_000;

/** How many days are looked through: enough for the 29th of February. */
const horizon = 366 * 9;

function ascending(values: ReadonlySet<number>): readonly number[] {
  return [...values].toSorted((a, b) => a - b);
}

/** As in every cron, of a day of the month and a day of the week one is enough where both are given. */
function isOn({ days, months, weekdays }: Cron, date: Date): boolean {
  const [day, weekday] = [days.has(date.getUTCDate()), weekdays.has(date.getUTCDay())];
  const both = days.size < 31 && weekdays.size < 7;
  return months.has(date.getUTCMonth() + 1) && (both ? day || weekday : day && weekday);
}

/** The dates of one day of the zone's calendar, in order. */
function datesOn(cron: Cron, zone: string, date: Date): readonly number[] {
  if (!isOn(cron, date)) return [];
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return ascending(cron.hours).flatMap((hour) =>
    ascending(cron.minutes).flatMap((minute) => instantAt({ year, month, day, hour, minute }, zone) ?? []),
  );
}

function dayOf(instant: number, zone: string): number {
  const { year, month, day } = wallTimeAt(instant, zone);
  return Date.UTC(year, month - 1, day);
}

function find(
  cron: Cron,
  zone: string,
  instant: number,
  step: 1 | -1,
  fits: (date: number) => boolean,
): number | undefined {
  const start = dayOf(instant, zone);
  for (let days = 0; days < horizon; days += 1) {
    const dates = datesOn(cron, zone, new Date(start + step * days * dayLength));
    const found = step > 0 ? dates.find(fits) : dates.findLast(fits);
    if (found !== undefined) return found;
  }
  return undefined;
}

function onDates(dates: readonly unknown[]): Schedule {
  const instants = dates
    .map((date) => Date.parse(date instanceof Date ? date.toISOString() : printed(date)))
    .filter((instant) => !Number.isNaN(instant))
    .toSorted((a, b) => a - b);
  return {
    after: (instant) => instants.find((date) => date > instant),
    before: (instant) => instants.findLast((date) => date < instant),
    has: (instant) => instants.includes(instant),
  };
}

/** How many dates are looked through for one that fits: every fifth minute of more than a week. */
const patience = 2100;

function among(schedule: Schedule, fits: (date: number) => boolean): Schedule {
  const search = (instant: number, step: "after" | "before"): number | undefined => {
    let date = schedule[step](instant);
    for (let tries = 0; date !== undefined && !fits(date); tries += 1) {
      if (tries === patience) return undefined;
      date = schedule[step](date);
    }
    return date;
  };
  return {
    after: (instant) => search(instant, "after"),
    before: (instant) => search(instant, "before"),
    has: (instant) => schedule.has(instant) && fits(instant),
  };
}

/** The schedule of a trigger, its conditions included; undefined where its cron expression is none. */
export function scheduleOf(trigger: Values): Schedule | undefined {
  const schedule = everyDateOf(trigger);
  const fits = datesThatFit(trigger);
  return schedule === undefined || fits === undefined ? schedule : among(schedule, fits);
}

function everyDateOf(trigger: Values): Schedule | undefined {
  const { dates } = trigger;
  if (Array.isArray(dates)) return onDates(dates as readonly unknown[]);
  const cron = parseCron(printed(trigger["cron"]));
  if (cron === undefined) return undefined;
  const named = printed(trigger["timezone"] ?? "UTC");
  const zone = isZone(named) ? named : "UTC";
  const after = (instant: number): number | undefined =>
    find(cron, zone, instant, 1, (date) => date > instant);
  return {
    after,
    before: (instant) => find(cron, zone, instant, -1, (date) => date < instant),
    has: (instant) => after(instant - 1) === instant,
  };
}
