import type { Output as Execution } from "../../../generated/views/show_execution.ts";
import type { Output as Flow } from "../../../generated/views/show_flow.ts";
import { failed } from "./executions.ts";
import { flow } from "./flow.ts";

const script = "<img src=x onerror=alert(1)><script>window.hacked=1</script>";
const turning = `\u202e${script}\u2066\u0000${"x".repeat(500)}`;

/** An execution of which everything that people name would do harm. */
export const hostile: Execution = {
  ...failed,
  summary: turning,
  namespace: turning,
  flowId: script,
  executionId: script,
  state: script,
  taskRuns: [
    {
      task: script,
      value: turning,
      state: "constructor",
      at: -5,
      seconds: 1e12,
      flow: script,
      executionId: script,
    },
    { task: "__proto__", depth: 99, state: "__proto__", at: 1, waited: 100, seconds: 1, id: script },
  ],
  states: [{ state: script, at: 1e300 }],
  failure: { taskId: script, message: turning, lines: [{ time: script, level: script, message: turning }] },
  url: "javascript:alert(1)",
};

/** Likewise a flow. */
export const hostileFlow: Flow = {
  ...flow,
  summary: turning,
  namespace: turning,
  flowId: script,
  tasks: [
    { id: script, type: turning, kind: script, when: turning, state: script },
    { id: "__proto__", type: "dag", kind: "dag", flow: script },
    // Each waits for the other.
    { id: "a", type: script, depth: 1, after: ["b"] },
    { id: "b", type: script, depth: 7, after: ["a"] },
    { id: "c", type: "", depth: 1, branch: turning },
  ],
  triggers: [{ id: script, type: turning, disabled: false, nextDate: script, cron: script }],
  executions: [{ id: script, state: script, startDate: script }],
  url: "javascript:alert(1)",
};
