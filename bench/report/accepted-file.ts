import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { Document, visit } from "yaml";
import { collectFaults, type Faults } from "../../runtime/access/faults.ts";
import { readYamlFile, type Path } from "../../runtime/access/yaml-file.ts";
import type { Accepted } from "./accepted.ts";
import type { Spread } from "./row.ts";

const heading = ` What \`npm run bench\` measured when somebody last accepted it, with \`npm run bench -- accept\`. Times are not here, because
 machines differ. A row is worse or better where its median is outside of min to max, and the median here outside of its own
 min to max. A number alone is all three, as of what is counted.`;

const spreadKeys = ["min", "median", "max"] as const;

/**
 * @param parts names of those that there are
 * @returns nothing where there is no file
 * @throws ConfigurationError with line and column of all that is not as `acceptedText` writes it
 */
export async function readAccepted(path: string, parts: readonly string[]): Promise<Accepted> {
  const text = existsSync(path) ? await readFile(path, "utf8") : "{}";
  return acceptedIn(relative(process.cwd(), path), text, parts);
}

export async function writeAccepted(path: string, accepted: Accepted): Promise<void> {
  await writeFile(path, acceptedText(accepted));
}

/** Reads what `acceptedText` writes. @param name what the text is shown as */
export async function acceptedIn(name: string, text: string, parts: readonly string[]): Promise<Accepted> {
  const { value, refuse } = await readYamlFile(name, text);
  const faults = collectFaults();
  const file = faults.map(value, [], "the bench", { names: parts });
  const accepted = mapped(file, (rows, part) =>
    mapped(faults.map(rows, [part], "a part"), (entry, key) => spreadIn(entry, [part, key], faults)),
  );
  refuse(faults.found);
  return accepted;
}

function spreadIn(entry: unknown, path: Path, faults: Faults): Spread {
  if (!/ \((?:ratio|bytes|KB|MB|tokens)\)$/u.test(String(path.at(-1))))
    faults.found.push({
      path,
      on: "key",
      message: "A key is a measure and its unit, such as `heap of an open session (KB)`.",
      hint: "Units are ratio, bytes, KB, MB and tokens.",
    });
  const isNumber = (it: unknown) => typeof it === "number" && Number.isFinite(it) && it >= 0;
  const all = typeof entry === "object" && entry !== null ? entry : { min: entry, median: entry, max: entry };
  const { min, median, max } = all as Spread;
  if (
    Object.keys(all).length !== spreadKeys.length ||
    ![min, median, max].every(isNumber) ||
    min > median ||
    median > max
  )
    faults.found.push({
      path,
      message: `${JSON.stringify(path.at(-1))} of ${path[0]} is neither a number nor a spread.`,
      hint: "Write a number from 0, or { min: 1, median: 2, max: 3 }: all three, from the least to the most.",
    });
  return { min, median, max };
}

/** A line for each measure, so that a review sees which changed. */
export function acceptedText(accepted: Accepted): string {
  const document = new Document(mapped(accepted, (rows) => mapped(rows, written)));
  document.commentBefore = heading;
  visit(document, {
    Map: (_, map, path) => {
      map.flow = path.length > 4;
    },
  });
  return document.toString({ lineWidth: 0 });
}

function written({ min, median, max }: Spread): Spread | number {
  return min === max ? median : { min, median, max };
}

function mapped<From, To>(
  all: Readonly<Record<string, From>>,
  change: (one: From, key: string) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(all).map(([key, one]) => [key, change(one, key)]));
}
