/** A schedule in cron's five fields: the values that each takes. */
export interface Cron {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>;
}

const nicknames: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

interface Field {
  readonly first: number;
  readonly last: number;
  /** Words for the values from `first` on. */
  readonly names?: readonly string[];
}

function valueOf(text: string, { first, last, names = [] }: Field): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  const value = named >= 0 ? named + first : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= first && value <= last ? value : undefined;
}

function every(from: number, to: number, step: number): readonly number[] {
  return Array.from(
    { length: Math.max(0, Math.floor((to - from) / step) + 1) },
    (_, index) => from + index * step,
  );
}

/** The values of one item: `*`, `5`, `1-5`, each with a `/step` perhaps; undefined when it is none. */
function itemValues(item: string, field: Field): readonly number[] | undefined {
  const [range = "", stepText] = item.split("/");
  const step = stepText === undefined ? 1 : /^[1-9]\d*$/.test(stepText) ? Number(stepText) : undefined;
  if (step === undefined) return undefined;
  if (range === "*" || range === "?") return every(field.first, field.last, step);
  const [fromText = "", toText] = range.split("-");
  const from = valueOf(fromText, field);
  const to = toText === undefined ? (stepText === undefined ? from : field.last) : valueOf(toText, field);
  return from === undefined || to === undefined ? undefined : every(from, to, step);
}

function fieldValues(text: string, field: Field): ReadonlySet<number> | undefined {
  const items = text.split(",").map((item) => itemValues(item, field));
  return items.some((item) => item === undefined) ? undefined : new Set(items.flatMap((item) => item ?? []));
}

/** Reads a cron expression of five fields, or one of the names such as `@daily`; undefined where it is none. */
export function parseCron(text: string): Cron | undefined {
  const fields = (nicknames[text.trim()] ?? text).trim().split(/\s+/);
  if (fields.length !== 5) return undefined;
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  const read = {
    minutes: fieldValues(minute, { first: 0, last: 59 }),
    hours: fieldValues(hour, { first: 0, last: 23 }),
    days: fieldValues(day, { first: 1, last: 31 }),
    months: fieldValues(month, { first: 1, last: 12, names: months }),
    // Sunday is 0 and 7.
    weekdays: fieldValues(weekday, { first: 0, last: 7, names: weekdays }),
  };
  if (Object.values(read).some((values) => values === undefined)) return undefined;
  const found = read as Cron;
  return { ...found, weekdays: new Set([...found.weekdays].map((it) => it % 7)) };
}
