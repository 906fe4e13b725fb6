import { nearest } from "../../runtime/near-miss.ts";
import type { ToolModel } from "../model.ts";
import type { OpenSchema } from "../../runtime/json/schema.ts";
import type { OperationGrammar } from "../spec/spec.ts";
import type { ToolScope } from "./context/scope.ts";
import type { YamlPath } from "../diagnostics/source-file.ts";

/**
 * Reports names in backticks that mean a tool or an argument and are none: `in_snake_case`, neither a tool nor a word of this
 * tool (its arguments, their values, its output's keys); and single words that are nearly one of its arguments.
 */
export function checkMentions(scope: ToolScope, model: ToolModel): void {
  const own = new Set([...wordsOf(model.inputSchema), ...wordsOf(model.outputSchema)]);
  const known = (word: string): boolean => scope.world.tools.has(word) || own.has(word);
  const args = Object.keys(model.inputSchema.properties);
  for (const { at, text } of proseOf(scope.spec.tool, [])) {
    for (const [, word = ""] of text.matchAll(/`([a-z]{5,})`/g)) {
      const near = known(word) ? undefined : misspelt(word, args);
      if (near !== undefined)
        scope.report(at, `There is no tool and no argument "${word}".`, `Did you mean "${near}"?`);
    }
    for (const [, word = ""] of text.matchAll(/`([a-z][a-z0-9]*(?:_[a-z0-9]+)+)`/g)) {
      if (known(word)) continue;
      const near = nearest(word, [...own, ...scope.world.tools]);
      scope.report(
        at,
        `There is no tool and no argument "${word}".`,
        near === undefined ? undefined : `Did you mean "${near}"?`,
      );
    }
  }
}

/** The argument that a word is but for one or two letters; one that it abbreviates may be meant as it stands. */
function misspelt(word: string, args: readonly string[]): string | undefined {
  const near = nearest(word, args);
  return near === undefined || near.startsWith(word) || word.startsWith(near) ? undefined : near;
}

interface Prose {
  readonly at: YamlPath;
  readonly text: string;
}

function proseOf(grammar: OperationGrammar & { readonly actions?: unknown }, at: YamlPath): readonly Prose[] {
  const own =
    grammar.description === undefined ? [] : [{ at: [...at, "description"], text: grammar.description }];
  const params = Object.entries(grammar.params ?? {}).flatMap(([name, param]) =>
    param?.description === undefined
      ? []
      : [{ at: [...at, "params", name, "description"], text: param.description }],
  );
  const rest =
    grammar.limit?.rest === undefined ? [] : [{ at: [...at, "limit", "rest"], text: grammar.limit.rest }];
  const invalid = grammar.upsert?.invalid;
  const ofYaml = invalid === undefined ? [] : [{ at: [...at, "upsert", "invalid"], text: invalid }];
  const actions = Object.entries(
    (grammar.actions ?? {}) as Record<string, OperationGrammar | string>,
  ).flatMap(([name, action]) =>
    typeof action === "string" ? [] : proseOf(action, [...at, "actions", name]),
  );
  return [...own, ...params, ...rest, ...ofYaml, ...actions];
}

function wordsOf(schema: OpenSchema): readonly string[] {
  const below = Object.entries(schema.properties ?? {}).flatMap(([name, value]) => [name, ...wordsOf(value)]);
  const items = schema.items === undefined ? [] : wordsOf(schema.items);
  return [...below, ...items, ...(schema.enum ?? []).map(String)];
}
