import { bullets, code, link, notice, page, text } from "./markdown.ts";
import { officialServerSchema } from "../spec/grammar/official-server.ts";
import { validator } from "../spec/grammar/validate.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { checkGrammar } from "../spec/parse/check-grammar.ts";
import { readYaml } from "../spec/parse/yaml-source.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";

/** A fault of the official server, and where ours is shown to do right. */
export interface Fault {
  /** 1, 2, ...: its place in the list. */
  readonly fault: number;
  /** What the official server does. */
  readonly official: string;
  /** What this one does. */
  readonly ours: string;
  /** Test files, each with the names of its tests; a name may be that of a `describe`. */
  readonly tests: Readonly<Record<string, readonly string[]>>;
}

const validate = validator(officialServerSchema);

/** Reads `specs/official-server.yaml`; errors are returned, never thrown. */
export function readFaults(file: SourceFile): {
  readonly faults: readonly Fault[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { source, diagnostics } = readYaml(file);
  if (source === undefined) return { faults: [], diagnostics };
  const checked = checkGrammar(source, validate);
  const found = [...diagnostics, ...checked.diagnostics];
  if (!checked.valid) return { faults: [], diagnostics: found };
  const { faults } = checked.value as { readonly faults: readonly Fault[] };
  const misplaced = faults.findIndex((it, i) => it.fault !== i + 1);
  if (misplaced < 0) return { faults, diagnostics: found };
  const error = source.error(
    ["faults", misplaced, "fault"],
    `The faults are numbered one after the other: ${misplaced + 1} belongs here.`,
  );
  return { faults, diagnostics: [...found, error] };
}

/** `docs/official-server.md`: each fault of the official server, what ours does, and the tests that show it. */
export function faultsPage(source: string, faults: readonly Fault[]): SourceFile {
  return {
    path: "docs/official-server.md",
    text: page([
      notice(source),
      "# The official server",
      `Kestra's own MCP server has ${faults.length} known faults, or groups of them. This server keeps its names, arguments and results, and mends them as it is said here. Each entry names the tests that show it; the build fails where one of them does not exist.`,
      ...faults.flatMap(section),
    ]),
  };
}

function section({ fault, official, ours, tests }: Fault): readonly string[] {
  const shown = Object.entries(tests).map(
    ([file, names]) => `${link(code(file), `../${file}`)}: ${names.map((it) => `“${text(it)}”`).join(", ")}`,
  );
  return [`## Fault ${fault}`, `**Official:** ${text(official)}`, `**Here:** ${text(ours)}`, bullets(shown)];
}
