import type { Output as Execution } from "../../../generated/views/show_execution.ts";

/** An execution that failed in its third attempt. */
export const failed: Execution = {
  summary: "company.team/etl 5xYz: FAILED after 1 min 4 s. load in attempt 3: no answer from the warehouse.",
  executionId: "4XsQqA9bTzVbYk0n3mWcPf",
  namespace: "company.team",
  flowId: "etl",
  revision: 4,
  state: "FAILED",
  isEnded: true,
  startDate: "2026-11-20T21:35:25.511Z",
  endDate: "2026-11-20T21:36:29.511Z",
  seconds: 64,
  states: [
    { state: "CREATED", at: 0 },
    { state: "QUEUED", at: 0.2 },
    { state: "RUNNING", at: 9 },
    { state: "FAILED", at: 64 },
  ],
  taskRuns: [
    { task: "extract", state: "SUCCESS", at: 9, waited: 1.5, seconds: 12 },
    { task: "each_table", state: "SUCCESS", at: 21, seconds: 20 },
    {
      task: "copy",
      depth: 1,
      value: "orders",
      iteration: 0,
      state: "SUCCESS",
      at: 21,
      waited: 1,
      seconds: 8,
    },
    {
      task: "check",
      depth: 1,
      value: "orders",
      iteration: 0,
      state: "SUCCESS",
      at: 29,
      waited: 0.3,
      seconds: 3,
    },
    {
      task: "copy",
      depth: 1,
      value: "customers",
      iteration: 1,
      state: "SUCCESS",
      at: 22,
      waited: 4,
      seconds: 12,
    },
    {
      task: "check",
      depth: 1,
      value: "customers",
      iteration: 1,
      state: "WARNING",
      at: 34,
      waited: 0.4,
      seconds: 7,
    },
    {
      task: "notify",
      state: "SUCCESS",
      at: 41,
      seconds: 4,
      executionId: "46FZP1J0pO2L1SPKSRTWC9",
      flow: "company.team/notify",
    },
    {
      task: "load",
      state: "FAILED",
      at: 45,
      waited: 0.8,
      seconds: 17,
      attempts: [
        { state: "FAILED", at: 45.8, seconds: 3 },
        { state: "FAILED", at: 51, seconds: 3.5 },
        { state: "FAILED", at: 58, seconds: 4 },
      ],
      id: "6PC08GSKNa0FAEoqKLlOKz",
    },
    { task: "alert", state: "SUCCESS", at: 62, waited: 0.2, seconds: 1.6 },
  ],
  failure: {
    taskId: "load",
    taskRunId: "6PC08GSKNa0FAEoqKLlOKz",
    message: "no answer from the warehouse",
    lines: [
      {
        time: "2026-11-20T21:36:14.100Z",
        level: "ERROR",
        message: "no answer from the warehouse",
        attempt: 0,
      },
      {
        time: "2026-11-20T21:36:20.100Z",
        level: "WARN",
        message: "the connection was closed, trying again",
        attempt: 1,
      },
      {
        time: "2026-11-20T21:36:27.400Z",
        level: "ERROR",
        message: "no answer from the warehouse",
        attempt: 2,
      },
    ],
  },
  url: "http://localhost:8080/ui/main/executions/company.team/etl/4XsQqA9bTzVbYk0n3mWcPf",
};

const { failure: _, endDate: __, ...started } = failed;

/** The same while it goes on. */
export const running: Execution = {
  ...started,
  summary: "company.team/etl 5xYz: RUNNING for 30 s. 3 of 5 ended. copy is RUNNING.",
  state: "RUNNING",
  isEnded: false,
  seconds: 30,
  states: failed.states.slice(0, 3),
  taskRuns: [
    { task: "extract", state: "SUCCESS", at: 9, waited: 1.5, seconds: 12 },
    { task: "each_table", state: "RUNNING", at: 21, seconds: 9, id: "1aB" },
    {
      task: "copy",
      depth: 1,
      value: "orders",
      iteration: 0,
      state: "RUNNING",
      at: 21,
      waited: 1,
      seconds: 9,
      id: "2aB",
    },
    {
      task: "copy",
      depth: 1,
      value: "customers",
      iteration: 1,
      state: "CREATED",
      at: 22,
      seconds: 8,
      id: "3aB",
    },
    { task: "approve", state: "PAUSED", at: 26, waited: 0.5, seconds: 4, id: "4aB" },
  ],
};

/** An execution with many task runs. */
export function many(count: number): Execution {
  return {
    ...failed,
    taskRuns: Array.from({ length: count }, (_one, index) =>
      index === 0
        ? { task: "each", state: "FAILED", at: 0, seconds: 64, id: "0aB" }
        : {
            task: `step_${index % 3}`,
            depth: 1,
            value: `item ${index}`,
            iteration: index,
            state: index === count - 1 ? "FAILED" : "SUCCESS",
            at: (index / count) * 60,
            seconds: 2,
          },
    ),
  };
}
