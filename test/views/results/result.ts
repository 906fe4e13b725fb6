import type { Output as Execution } from "../../../generated/views/show_execution.ts";
import type { Output as Flow } from "../../../generated/views/show_flow.ts";
import type { ShownResult } from "../host/open.ts";

/** A result as the server gives it. */
export function resultOf(output: Execution | Flow): ShownResult {
  return { content: [{ type: "text", text: JSON.stringify(output) }], structuredContent: output };
}
