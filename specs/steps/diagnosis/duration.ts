/** A time between two dates in words, the two largest units: `3 d 4 h`, `5 min 2 s`, `0 s`. */
export function ageOf(since: string | undefined, now: number): string {
  const milliseconds = now - Date.parse(since ?? "");
  return Number.isNaN(milliseconds) ? "an unknown time" : lengthOf(milliseconds / 1000);
}

/** Seconds in words, likewise. */
export function lengthOf(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [each, unit] of units) {
    const count = Math.floor(rest / each);
    rest -= count * each;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.slice(0, 2).join(" ") || "0 s";
}

const units: readonly (readonly [number, string])[] = [
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
  [1, "s"],
];
