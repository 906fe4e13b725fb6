import type { Chosen } from "../tool/choose.ts";
import type { Context } from "../tool/context.ts";
import type { ToolDefinition } from "../tool/definition.ts";

/** A call whose arguments are right, before anything of it is sent. */
export interface Call {
  readonly tool: ToolDefinition;
  readonly chosen: Chosen;
  readonly input: unknown;
  readonly context: Context;
}
