import { InputError } from "../../runtime/errors.ts";
import { say, type Said } from "../../runtime/text/said.ts";
import { millisecondsOf } from "./iso-duration.ts";

/** `24h`, also with `ago`, as an ISO 8601 duration, of s, m, h, d or w; undefined for anything else. */
export function shortLength(text: string): string | undefined {
  const [, count, unit = ""] = /^\s*(\d+)\s*([smhdw])(?:\s+ago)?\s*$/i.exec(text) ?? [];
  if (count === undefined) return undefined;
  return `${/[smh]/i.test(unit) ? "PT" : "P"}${count}${unit.toUpperCase()}`;
}

/** What to write in place of what people mean by a duration, and Kestra takes for none. */
function hint(text: string): Said {
  if (/^P[^T]*[MY]/.test(text)) return say`, since no month or year has a fixed length (P30D, P365D)`;
  if (/\d[.,]\d/.test(text)) return say`, no fractions (PT90M for PT1.5H)`;
  return say``;
}

/** A duration, `24h` or ISO 8601, as Kestra takes it, with its milliseconds. @throws InputError for what is none */
export function duration(text: string): { readonly text: string; readonly milliseconds: number } {
  const trimmed = (shortLength(text) ?? text).trim().toUpperCase();
  const weeks = /^P(\d+)W$/.exec(trimmed)?.[1];
  const days = weeks === undefined ? trimmed : `P${Number(weeks) * 7}D`;
  const milliseconds = /[W.]/.test(days) ? undefined : millisecondsOf(days);
  if (milliseconds === undefined) {
    throw new InputError(
      say`Unsupported ISO 8601 duration: '${text}'. Use formats like '7d', '24h', 'P30D', 'PT5M', 'PT1H': whole weeks, days, hours, minutes and seconds${hint(trimmed)}.`,
    );
  }
  return { text: days, milliseconds };
}
