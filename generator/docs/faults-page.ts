import type { Fault } from "./faults.ts";
import { bullets, code, link, notice, page, text } from "./markdown.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";

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
