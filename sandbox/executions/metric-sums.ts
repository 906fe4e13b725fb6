import type { Metric } from "./execution.ts";

export const aggregations = ["sum", "avg", "min", "max"] as const;
export type Aggregation = (typeof aggregations)[number];

export function isAggregation(text: string): text is Aggregation {
  return (aggregations as readonly string[]).includes(text);
}

interface Bucket {
  readonly name?: string;
  readonly value: number;
  readonly date: string;
}

interface Wish {
  /** Milliseconds since 1970, both included. */
  readonly start: number;
  readonly end: number;
  readonly aggregation: Aggregation;
}

const hour = 3_600_000;
const day = 24 * hour;

/** How fine a span is divided: the longer, the coarser. Only days are recorded. */
const units = [
  {
    name: "month",
    over: 365 * day,
    startOf: (date: Date) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth()),
  },
  {
    name: "week",
    over: 180 * day,
    startOf: (date: Date) => startOfDay(date) - ((date.getUTCDay() + 6) % 7) * day,
  },
  { name: "day", over: day, startOf: (date: Date) => startOfDay(date) },
  { name: "hour", over: -1, startOf: (date: Date) => Math.floor(date.getTime() / hour) * hour },
] as const;

function startOfDay(date: Date): number {
  return Math.floor(date.getTime() / day) * day;
}

/** One value for each hour, day, week or month of a span; 0, without a name, where nothing was measured. */
export function aggregated(
  metrics: readonly Metric[],
  { start, end, aggregation }: Wish,
): { readonly groupBy: string; readonly aggregations: readonly Bucket[] } {
  const unit = units.find(({ over }) => end - start > over) ?? units[3];
  const startOf = (milliseconds: number): number => unit.startOf(new Date(milliseconds));
  const within = metrics.filter(({ timestamp }) => timestamp >= start && timestamp <= end);
  const buckets: Bucket[] = [];
  for (let at = start; at < after(end, unit.name); at = after(at, unit.name)) {
    const measured = within.filter(({ timestamp }) => startOf(timestamp) === startOf(at));
    const [first] = measured;
    buckets.push(
      first === undefined
        ? { value: 0, date: instant(at) }
        : { name: first.name, value: valueOf(measured, aggregation), date: instant(startOf(at)) },
    );
  }
  return { groupBy: unit.name, aggregations: buckets };
}

function after(at: number, unit: (typeof units)[number]["name"]): number {
  if (unit !== "month") return at + { hour, day, week: 7 * day }[unit];
  const date = new Date(at);
  return date.setUTCMonth(date.getUTCMonth() + 1);
}

function valueOf(metrics: readonly Metric[], aggregation: Aggregation): number {
  const values = metrics.map(({ value }) => value);
  const sum = values.reduce((total, value) => total + value, 0);
  return { sum, avg: sum / values.length, min: Math.min(...values), max: Math.max(...values) }[aggregation];
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(".000Z", "Z");
}
