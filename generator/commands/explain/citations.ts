import type { OperationGrammar, ToolGrammar } from "../../spec/spec.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";

/** What vouches for a tool: the tests that name it, and the recordings that its examples name. */
export interface Citations {
  /** Paths, in the order of the alphabet. */
  readonly unit: readonly string[];
  readonly endToEnd: readonly string[];
  /** `1.3/kv: put a string` */
  readonly recordings: readonly string[];
}

/** @param tests the files of `test/` */
export function citationsOf(name: string, tool: ToolGrammar, tests: readonly SourceFile[]): Citations {
  const word = new RegExp(`(?<![\\w-])${name}(?![\\w-])`, "u");
  const naming = tests
    .filter(({ path, text }) => /^test\/(?!mutants|recordings\/).*\.ts$/u.test(path) && word.test(text))
    .map(({ path }) => path)
    .sort();
  return {
    unit: naming.filter((path) => !path.startsWith("test/e2e/")),
    endToEnd: naming.filter((path) => path.startsWith("test/e2e/")),
    recordings: [...new Set(recordingsIn(tool))].sort(),
  };
}

/** The recorded exchanges that the examples of a tool or an action name. */
function recordingsIn(grammar: OperationGrammar & Pick<ToolGrammar, "actions">): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, below] of Object.entries(value)) {
      if (key === "answer" && typeof below === "string" && /^\d+\.\d+\/[\w-]+: /u.test(below))
        found.push(below);
      else visit(below);
    }
  };
  visit(grammar.examples);
  visit(grammar.actions);
  return found;
}
