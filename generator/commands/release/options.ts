import { parseArgs } from "node:util";
import { ImportError } from "../../contract/import-error.ts";
import type { Said } from "./plan-release.ts";

/** What `npm run release` is asked. */
export type ReleaseOptions =
  | {
      readonly kind: "add";
      readonly line: string;
      readonly from: readonly string[];
      readonly filters?: string;
      readonly release?: string;
      readonly said: Said;
      readonly write: boolean;
      readonly report?: string;
    }
  | { readonly kind: "drop"; readonly line: string; readonly write: boolean; readonly report?: string };

/** How it is called. */
const usage = [
  "npm run release -- --line LINE --from FILE|URL [--from FILE|URL] [--filters FILE] [--release NAME]",
  "                   [--accept TOOL | --accept 'TOOL=METHOD /path' | --accept-moves] [--write] [--report FILE]",
  "npm run release -- --drop LINE [--write] [--report FILE]",
].join("\n");

const options = {
  line: { type: "string" },
  from: { type: "string", multiple: true },
  filters: { type: "string" },
  release: { type: "string" },
  drop: { type: "string" },
  accept: { type: "string", multiple: true },
  "accept-moves": { type: "boolean" },
  write: { type: "boolean" },
  report: { type: "string" },
} as const;

/** Reads the arguments. @throws ImportError in one sentence, with how it is called. */
export function releaseOptions(args: readonly string[]): ReleaseOptions {
  const values = parsed(args);
  const report = values.report === undefined ? {} : { report: values.report };
  const write = values.write === true;
  if (values.drop !== undefined) {
    const other = (["line", "from", "filters", "release", "accept", "accept-moves"] as const).find(
      (name) => values[name] !== undefined,
    );
    if (other !== undefined) refuse(`--drop takes no --${other}.`);
    return { kind: "drop", line: lineOf(values.drop, "drop"), write, ...report };
  }
  const { line, from = [], accept = [] } = values;
  if (line === undefined) return refuse("--line is missing: the release line to add, such as 2.1.");
  if (from.length === 0)
    refuse("--from is missing: the OpenAPI document of the line, a file or the URL of a Kestra.");
  if (from.length > 2) refuse("--from is given at most twice: once for each edition.");
  return {
    kind: "add",
    line: lineOf(line, "line"),
    from,
    ...(values.filters === undefined ? {} : { filters: values.filters }),
    ...(values.release === undefined ? {} : { release: releaseOf(values.release) }),
    said: {
      tools: accept.filter((it) => !it.includes("=")),
      routes: accept.filter((it) => it.includes("=")).map(routeOf),
      moves: values["accept-moves"] === true,
    },
    write,
    ...report,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function lineOf(value: string, option: string): string {
  return /^(?:0|[1-9]\d{0,3})\.(?:0|[1-9]\d{0,3})$/u.test(value)
    ? value
    : refuse(`--${option} is ${JSON.stringify(value)}, no release line such as 2.1.`);
}

function releaseOf(value: string): string {
  return /^[\w.-]+$/u.test(value)
    ? value
    : refuse(`--release is ${JSON.stringify(value)}, no name such as 2.1.0.`);
}

function routeOf(value: string): readonly [string, string] {
  const at = value.indexOf("=");
  const route = value
    .slice(at + 1)
    .trim()
    .replace(/\s+/u, " ");
  if (!/^[A-Z]+ \/\S+$/u.test(route))
    refuse(`--accept ${JSON.stringify(value)} names no route such as GET /api/v1/x.`);
  return [value.slice(0, at).trim(), route];
}

function refuse(message: string): never {
  throw new ImportError(`${message}\n${usage}`);
}
