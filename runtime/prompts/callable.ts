import { behavioursOf } from "../catalog/narrow.ts";
import type { OpenSchema } from "../json/schema.ts";
import { isChoice, type Effect, type ToolDefinition } from "../tool/definition.ts";
import { namesIn } from "../tool/issue.ts";

/** A tool, as far as a call of it is checked before it is made. */
export interface CallableTool {
  readonly name: string;
  /** The argument that picks one of its actions; absent: it has none. */
  readonly by?: string;
  readonly default?: string;
  /** By name; the only one of a tool without actions is called "". */
  readonly actions: Readonly<Record<string, CallableAction>>;
  readonly properties: Readonly<Record<string, OpenSchema>>;
  /** Of its output. */
  readonly output: Readonly<Record<string, OpenSchema>>;
}

export interface CallableAction {
  readonly effect: Effect;
  /** Of its arguments. */
  readonly names: readonly string[];
  readonly required: readonly string[];
}

/** A tool that was compiled, likewise. */
export function callable(tool: ToolDefinition): CallableTool {
  const { name, behaviour, inputSchema, outputSchema } = tool;
  const actions = isChoice(behaviour) ? Object.keys(behaviour.actions) : [""];
  return {
    name,
    ...(isChoice(behaviour) && {
      by: behaviour.by,
      ...(behaviour.default !== undefined && { default: behaviour.default }),
    }),
    actions: Object.fromEntries(
      behavioursOf(tool).map(({ effect, input }, i) => {
        const parser = input();
        return [
          actions[i] ?? "",
          { effect, names: namesIn(parser), required: missingIn(parser.safeParse({})) },
        ];
      }),
    ),
    properties: inputSchema.properties,
    output: outputSchema.properties,
  };
}

/** The arguments that a parser misses where it is given none. */
function missingIn({
  error,
}: ReturnType<ReturnType<ToolBehaviour["input"]>["safeParse"]>): readonly string[] {
  return (error?.issues ?? []).flatMap(({ path }) => (path.length === 1 ? [String(path[0])] : []));
}

type ToolBehaviour = ReturnType<typeof behavioursOf>[number];
