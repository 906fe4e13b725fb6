import { isFilled } from "../../functions/execution-row.ts";

/** How an execution that waits goes on. */
export function pausedSaid(state: string, execution_id: string): string {
  const call = `\`resume_execution\` with execution_ids: [${JSON.stringify(execution_id)}]`;
  return state === "BREAKPOINT"
    ? `It stands at a breakpoint: ${call} lets it go on.`
    : `It waits for somebody: ask the user, and ${call} and the inputs of waitsFor in on_resume lets it go on; \`reject_execution\` says no.`;
}

/** What is said of an execution that ended well, where its outputs do not say it. */
export function endedSaid(state: string, outputs: unknown): string | undefined {
  const warned = state === "WARNING" ? "It ended with a warning, which its log tells. " : "";
  const none = isFilled(outputs)
    ? ""
    : "The flow has no outputs of its own: `list_artifacts` lists what its tasks gave.";
  return `${warned}${none}`.trim() || undefined;
}
