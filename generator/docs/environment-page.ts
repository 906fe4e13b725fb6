import { variables } from "../../runtime/variables.ts";
import type { Variable } from "../../runtime/variables.ts";
import type { Toolsets } from "../parse/parse-toolsets.ts";
import type { SourceFile } from "../spec.ts";
import { bullets, code, notice, page, table, text } from "./markdown.ts";

/** `docs/environment.md`: every variable that the server reads, and the words that two of them take. */
export function environmentPage({ toolsets, presets }: Toolsets): SourceFile {
  const words = (names: readonly string[]): string => names.map(code).join(", ");
  return {
    path: "docs/environment.md",
    text: page([
      notice("runtime/variables.ts"),
      "# Environment",
      table(["variable", "default", "meaning"], variables.map(row)),
      `A variable that is empty counts as unset. A ${code(".env")} file in the working directory fills in what is not set.`,
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

function row({ name, default: preset, meaning }: Variable): readonly string[] {
  return [code(name), preset === undefined ? "" : code(preset), text(meaning)];
}
