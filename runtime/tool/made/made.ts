import type { Effect, ToolDefinition } from "../definition.ts";
import type { ObjectSchema } from "../../json/schema.ts";

/** What the tools of a toolset are made with of what an instance has. Neither is a tool by itself. */
export interface MadeWith {
  /** A call of it, with the words that the operator chose by and with what there is already, gives a `MadeList`. */
  readonly list: ToolDefinition;
  /** What a call of each does: it takes its arguments as `inputs`, and what is fixed besides. */
  readonly run: ToolDefinition;
}

/** Of what tools are made. */
export interface MadeList {
  readonly tools: readonly MadeTool[];
  /** What was chosen, and is no tool. */
  readonly left: readonly LeftOut[];
  /** How many more were chosen than there may be, in a sentence without its end. */
  readonly cut?: string | null | undefined;
}

/** Of what one tool is made. */
export interface MadeTool {
  /** Where it lies, and what it is called there: of all tools of one instance no two have the same. */
  readonly namespace: string;
  readonly id: string;
  /** As it should be called; another one that should be called the same has a longer name. */
  readonly name: string;
  /** Whether the name was given to it by whoever wrote it: then it is not derived from the id. */
  readonly isNamed: boolean;
  readonly title: string;
  readonly description: string;
  readonly effect: Effect;
  readonly idempotent: boolean;
  readonly inputSchema: ObjectSchema;
  /** Argument -> what it is called among the `inputs`, where that is something else. */
  readonly names: Readonly<Record<string, string>>;
  /** What a call is given besides. */
  readonly fixed: Readonly<Record<string, unknown>>;
}

export interface LeftOut {
  readonly namespace: string;
  readonly id: string;
  readonly name: string;
  /** A sentence without its end. */
  readonly reason: string;
}

/** What roles know a tool by: its name, and of one that is made of what the instance has, its toolset. */
export function rolesName({ name, toolset, made }: Pick<ToolDefinition, "name" | "toolset" | "made">): {
  readonly tool: string;
  readonly toolset?: string;
} {
  return made === true ? { tool: name, toolset } : { tool: name };
}
