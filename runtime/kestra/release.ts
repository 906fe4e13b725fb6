import { ConfigurationError } from "../errors.ts";
import { compareLines } from "../per-line.ts";

/** A release of Kestra by its numbers; without a minor number the newest of its major. */
export interface Release {
  readonly major: number;
  readonly minor?: number;
}

/** The numbers of a version such as `1`, `1.3.25`, `v2.0.1` or `2.0.0-SNAPSHOT`; undefined for anything else. */
export function parseRelease(version: string): Release | undefined {
  const match = /^v?(\d{1,4})(?:\.(\d{1,4})(?:\.\d{1,6})?(?:[-+.].*)?)?$/i.exec(version.trim());
  if (match === null) return undefined;
  return { major: Number(match[1]), ...(match[2] === undefined ? {} : { minor: Number(match[2]) }) };
}

/** The newest line not above the release: undefined where it is older than all of them. */
export function lineOf(release: Release, lines: readonly string[]): string | undefined {
  const name = `${release.major}.${release.minor ?? 9999}`;
  return lines
    .filter((line) => compareLines(line, name) <= 0)
    .toSorted(compareLines)
    .at(-1);
}

/**
 * The line of a release that the operator says Kestra is of.
 * @throws ConfigurationError where it is older than all of them
 */
export function configuredLine(release: Release, lines: readonly string[]): string {
  const line = lineOf(release, lines);
  if (line !== undefined) return line;
  const said = [release.major, release.minor].filter((number) => number !== undefined).join(".");
  const oldest = lines.toSorted(compareLines)[0] ?? "";
  throw new ConfigurationError(
    `KESTRA_API_VERSION is ${said}; kestra-mcp needs a Kestra of release ${oldest} or newer.`,
  );
}

/** The newest of the supported lines. */
export function newestLine(lines: readonly string[]): string {
  return lines.toSorted(compareLines).at(-1) ?? "";
}
