import { serviceVariables } from "../../runtime/config/variables/service-variables.ts";
import type { OtherServices } from "../../runtime/network/connection.ts";
import { toldDefault, type Variable } from "../../runtime/config/variables/variable.ts";
import { variables } from "../../runtime/config/variables/variables.ts";
import type { Toolsets } from "../spec/parse/parse-toolsets.ts";
import { bullets, code, notice, page, table, text } from "./markdown.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";

/** `docs/environment.md`: every variable that the server reads, and the words that two of them take. */
export function environmentPage({ toolsets, presets }: Toolsets, services: OtherServices): SourceFile {
  const words = (names: readonly string[]): string => names.map(code).join(", ");
  const forAddress = (variables as readonly Variable[])
    .filter(({ isForAddress }) => isForAddress)
    .map(({ name }) => name);
  return {
    path: "docs/environment.md",
    text: page([
      notice("runtime/config/variables/variables.ts"),
      "# Environment",
      table(["variable", "default", "meaning"], [...variables, ...serviceVariables(services)].map(variableRow)),
      "A variable that is empty counts as unset.",
      "## A file of variables",
      `A ${code(".env")} file in the working directory, or the file that ${code("KESTRA_MCP_ENV_FILE")} names, fills in some of what is not set. It may lie in a repository that somebody else wrote, so it gives the address of Kestra and the credentials together or not at all (${given("connection")}): where the environment sets one of these, or ${words(forAddress)}, none of them is taken from the file. By themselves it may give ${given("alone")}. All else is only read from the environment, proxies, certificates and headers among it. Over HTTP, callers' own credentials never go to an address of a file. What it gave, and what was not taken, is said on stderr; ${code("doctor")} says it too.`,
      "## Words that stand for tools",
      bullets([
        `Toolsets: ${words(Object.keys(toolsets))}`,
        `Presets: ${words(Object.keys(presets))}`,
        `Names of tools, and globs of them, where ${code("*")} stands for any text`,
      ]),
      "A word that means nothing stops the start, and what was meant is proposed.",
    ]),
  };
}

function given(kind: Variable["file"]): string {
  return (variables as readonly Variable[])
    .filter(({ file }) => file === kind)
    .map(({ name }) => code(name))
    .join(", ");
}

/** `| KESTRA_MCP_PORT | 8000 | Over HTTP: the port … |` */
export function variableRow(variable: Variable): readonly string[] {
  const { name, meaning } = variable;
  const preset = toldDefault(variable);
  return [code(name), preset === undefined ? "" : code(preset), text(meaning)];
}
