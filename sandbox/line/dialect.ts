import type { Line } from "./line.ts";

/** How the lines differ in what an execution goes through. What they differ in on the wire is in `rendering/`. */
export interface Dialect {
  readonly line: Line;
  /** Worker tasks wait as SUBMITTED between CREATED and RUNNING. */
  readonly submits: boolean;
  /** Flowable tasks keep an attempt of their own. */
  readonly flowableAttempts: boolean;
  /** Tasks that change their execution are RUNNING for a moment. */
  readonly updatesRun: boolean;
  /** Executions carry the label `system.from`. */
  readonly labelsOrigin: boolean;
  /** A killed, paused execution first goes on to its next task. */
  readonly killRunsOn: boolean;
  /** A parent killed without its children is KILLED at once; otherwise it waits for them. */
  readonly killLeavesChildren: boolean;
  /** Replaying with other inputs leaves them in the original too. */
  readonly replayRewritesInputs: boolean;
  /** The answer to a command waits until the engine took it. */
  readonly waits: boolean;
  /** How long an execution that is to run again lies on the queue first, in milliseconds. */
  readonly queueTime: number;
  /** How long one that leaves the queue of its flow does, in milliseconds: up to 1.3 an idle executor looks twice a second. */
  readonly unqueueTime: number;
  readonly threads: string;
}

const dialects: Readonly<Record<Line, Dialect>> = {
  "1.0": {
    line: "1.0",
    submits: false,
    flowableAttempts: false,
    updatesRun: false,
    labelsOrigin: false,
    killRunsOn: true,
    killLeavesChildren: true,
    replayRewritesInputs: true,
    waits: false,
    queueTime: 90,
    unqueueTime: 500,
    threads: "worker",
  },
  "1.3": {
    line: "1.3",
    submits: true,
    flowableAttempts: true,
    updatesRun: true,
    labelsOrigin: true,
    killRunsOn: false,
    killLeavesChildren: true,
    replayRewritesInputs: true,
    waits: false,
    queueTime: 90,
    unqueueTime: 500,
    threads: "worker",
  },
  "2.0": {
    line: "2.0",
    submits: true,
    flowableAttempts: true,
    updatesRun: true,
    labelsOrigin: true,
    killRunsOn: false,
    killLeavesChildren: false,
    replayRewritesInputs: false,
    waits: true,
    queueTime: 10,
    unqueueTime: 10,
    threads: "worker-default",
  },
};

export function dialectOf(line: Line): Dialect {
  return dialects[line];
}
