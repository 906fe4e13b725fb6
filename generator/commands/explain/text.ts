/** The same lines, one step further in. */
export function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}

/** Neighbouring release lines of which the same is told, as `1.0, 1.3` -> text. */
export function grouped(
  told: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  const groups: (readonly [string, string])[] = [];
  for (const [line, text] of told) {
    const last = groups.at(-1);
    if (last?.[1] === text) groups[groups.length - 1] = [`${last[0]}, ${line}`, text];
    else groups.push([line, text]);
  }
  return groups;
}
