import type { MethodContext } from "./handler.ts";
import { KestraError } from "../errors.ts";
import { behavioursOf } from "../catalog/narrow.ts";
import { own, say } from "../text/said.ts";
import { createDeadline, type Deadline } from "../deadline.ts";
import type { ToolDefinition } from "../tool/definition.ts";

/** When a whole call must be done: its signal aborts then with the KestraError that the agent reads. */
export interface CallDeadline extends Deadline {
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** How many times as long as one request a whole call may take. */
const requestsInTime = 4;

export function deadlineFor(
  tool: ToolDefinition,
  { session: { connection }, signal }: MethodContext,
): CallDeadline {
  const ms = requestsInTime * connection.timeout;
  const reason = () => {
    const changes = behavioursOf(tool).some(({ effect }) => effect !== "read");
    const advice = changes
      ? say`What it changes may have been changed: look before you try again.`
      : say`Ask for less, or set KESTRA_MCP_TIMEOUT higher.`;
    const said = say`${own(tool.name)} was not done within ${ms / 1000} s, ${requestsInTime} times KESTRA_MCP_TIMEOUT. ${advice}`;
    return new KestraError(said, 0);
  };
  const at = Date.now() + ms;
  return { at, ...createDeadline({ at, others: [signal], reason }) };
}
