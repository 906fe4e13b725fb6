import type { KnownInput } from "../described/input-schema.ts";

/** Limits of a date or of a length of time in words: JSON Schema has none for them that clients read. */
export function limitsSaid(
  { type, after, before, min, max }: KnownInput,
  value: (it: unknown) => string,
): readonly string[] {
  const isGiven = (it: unknown) => it !== undefined && it !== null;
  if (type === "DURATION")
    return [
      "An ISO 8601 duration, such as PT5M.",
      ...(isGiven(min) ? [`At least ${value(min)}.`] : []),
      ...(isGiven(max) ? [`At most ${value(max)}.`] : []),
    ];
  if (!["DATE", "DATETIME", "TIME"].includes(type)) return [];
  return [
    ...(type === "TIME" ? ["A time of day, such as 09:30:00."] : []),
    ...(isGiven(after) ? [`Not before ${value(after)}.`] : []),
    ...(isGiven(before) ? [`Not after ${value(before)}.`] : []),
  ];
}
