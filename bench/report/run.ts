import { ConfigurationError } from "../../runtime/errors.ts";
import { didYouMean } from "../../runtime/near-miss.ts";
import { acceptedWith, type Accepted } from "./accepted.ts";
import { readAccepted, writeAccepted } from "./accepted-file.ts";
import type { Row } from "./row.ts";
import { tableOf } from "./table.ts";

/** Measures one part of the bench. */
export type Measure = () => readonly Row[] | Promise<readonly Row[]>;

/** What a run prints, and its exit code: 2 where it was not begun. */
export interface Said {
  readonly code: 0 | 2;
  readonly out: string;
  readonly err: string;
}

/**
 * Measures parts, next to what was accepted last.
 * @param words names of parts, none of which is all of them, and `accept`: what is measured is accepted
 * @param file of what is accepted; nothing is measured where it cannot be read
 */
export async function runBench(
  words: readonly string[],
  parts: Readonly<Record<string, Measure>>,
  file: string,
): Promise<Said> {
  const names = Object.keys(parts);
  if (words.includes("--help") || words.includes("-h")) return { code: 0, out: usage(names), err: "" };
  const known = ["accept", ...names];
  const wrong = words.filter((word) => !known.includes(word));
  if (wrong.length > 0)
    return refused([
      ...wrong.map((word) => `${JSON.stringify(word)} is no part of the bench.${didYouMean(word, known)}`),
      `Words are ${known.join(", ")}.`,
    ]);
  let accepted: Accepted;
  try {
    accepted = await readAccepted(file, names);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return refused([error.message, ...error.lines, "Nothing was measured, and nothing was written."]);
  }
  const isAll = words.every((word) => word === "accept");
  const measured: Record<string, readonly Row[]> = {};
  for (const [name, measure] of Object.entries(parts))
    if (isAll || words.includes(name)) measured[name] = await measure();
  if (words.includes("accept")) await writeAccepted(file, acceptedWith(accepted, measured));
  return { code: 0, out: tableOf(measured, accepted), err: "" };
}

function refused(lines: readonly string[]): Said {
  return { code: 2, out: "", err: `${lines.join("\n")}\n` };
}

function usage(names: readonly string[]): string {
  return `npm run bench [-- [accept] [PART…]]

Measures what the project promises to be, next to what was accepted last, which is in bench/accepted.yaml. With \`accept\` what is
measured takes its place. Without a part it is all of them:
${names.join(", ")}.
Exit code: 0 measured, 2 a word or bench/accepted.yaml is wrong and nothing was measured.
`;
}
