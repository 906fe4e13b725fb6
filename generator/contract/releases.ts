import { isObject } from "../../runtime/json.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { yamlFile } from "./yaml-file.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";

/** A supported line, and the documents its contract was read from. */
export interface SupportedRelease {
  readonly line: string;
  readonly oss: ReleaseSource;
  readonly ee: ReleaseSource;
  readonly filters: ReleaseSource;
}

/** One document: which release of Kestra it is of, and its path in the folder of sources. */
export interface ReleaseSource {
  readonly release: string;
  readonly document: string;
}

const kinds = ["oss", "ee", "filters"] as const;

/** Reads `specs/releases.yaml`: the lines, oldest first. */
export function readReleases(file: SourceFile): {
  readonly releases: readonly SupportedRelease[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { data, diagnostics, error } = yamlFile(file);
  if (diagnostics.length > 0) return { releases: [], diagnostics };
  if (!Array.isArray(data) || data.length === 0) {
    return { releases: [], diagnostics: [error([], "The releases are not a list of lines.")] };
  }
  const found: Diagnostic[] = [];
  const releases = data.flatMap((entry: unknown, i): SupportedRelease[] => {
    const line = isObject(entry) ? entry.line : undefined;
    if (!isObject(entry) || typeof line !== "string" || !/^\d+\.\d+$/u.test(line)) {
      found.push(error([i, "line"], 'A release needs a line in quotes, such as "1.3".'));
      return [];
    }
    const sources = kinds.map((kind) => sourceOf(entry[kind]));
    const [oss, ee, filters] = sources;
    if (oss === undefined || ee === undefined || filters === undefined) {
      const kind = kinds[sources.indexOf(undefined)] ?? "";
      found.push(error([i, kind], `Line ${line}: \`${kind}\` is not { release, document }.`));
      return [];
    }
    return [{ line, oss, ee, filters }];
  });
  releases.forEach(({ line }, i) => {
    const before = releases[i - 1];
    if (before === undefined || number(before.line) < number(line)) return;
    found.push(
      error([i, "line"], `Line ${line} stands after ${before.line}: the oldest comes first, each once.`),
    );
  });
  return { releases: found.length > 0 ? [] : releases, diagnostics: found };
}

function sourceOf(value: unknown): ReleaseSource | undefined {
  if (!isObject(value) || typeof value.release !== "string" || typeof value.document !== "string")
    return undefined;
  return { release: value.release, document: value.document };
}

/** Orders lines: 1.10 after 1.9. */
function number(line: string): number {
  const [major = 0, minor = 0] = line.split(".").map(Number);
  return major * 1_000_000 + minor;
}
