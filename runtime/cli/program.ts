import { constants } from "node:os";
import { limits } from "../limits.ts";

/** What the program is given of its process. */
export interface Running {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Aborts when the process is told to stop. */
  readonly signal: AbortSignal;
  /** From then on SIGHUP calls back, and does not stop the process: whoever moves a log away sends it. */
  readonly onHangUp: (listener: () => void) => void;
  /** Says how many milliseconds more than usual stopping may take. */
  readonly mayTake: (ms: number) => void;
}

const signals = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

/**
 * Runs a program as this process, whose exit code it returns. A signal tells it to stop: it has `endTime` for that, in
 * milliseconds, and a second signal ends it at once, whether or not anybody reads what it wrote.
 */
export async function runProgram(
  run: (running: Running) => Promise<number>,
  endTime: number = limits.endTime,
): Promise<void> {
  const { stdout, stderr } = process;
  const stopping = new AbortController();
  const err = (text: string) => {
    // Nobody keeps the log: it must not grow here instead.
    if (stderr.writableLength < limits.unreadLog) stderr.write(text);
  };
  const endAtOnce = (signal: (typeof signals)[number], why: string) => {
    err(`${why} Ending at once.\n`);
    process.exit(128 + constants.signals[signal]);
  };
  let toldAt: number | undefined;
  let more = 0;
  const hangUps: (() => void)[] = [];
  for (const signal of signals) {
    process.on(signal, () => {
      if (signal === "SIGHUP" && hangUps.length > 0) {
        for (const listener of hangUps) listener();
        return;
      }
      if (toldAt !== undefined) {
        // A terminal gives one to a whole group of processes, and npx hands it on to us once more.
        if (performance.now() - toldAt > limits.sameSignalTime)
          endAtOnce(signal, `A second signal, ${signal}.`);
        return;
      }
      toldAt = performance.now();
      stopping.abort();
      setTimeout(() => {
        endAtOnce(signal, `Not stopped ${(endTime + more) / 1000} s after ${signal}.`);
      }, endTime + more).unref();
    });
  }
  // Nobody reads any more: whoever writes finds out by itself, and the process ends in its own way.
  stdout.on("error", () => {
    stopping.abort();
  });
  // Nobody keeps the log: that is no reason to stop serving.
  stderr.on("error", () => undefined);

  const printed = { any: false };
  const out = (text: string) => {
    printed.any = true;
    stdout.write(text);
  };
  const exitCode = await run({
    out,
    err,
    signal: stopping.signal,
    onHangUp: (listener) => void hangUps.push(listener),
    mayTake: (ms) => {
      more = ms;
    },
  });
  const exit = () => process.exit(exitCode);
  stdout.write("", exit);
  // A pager takes all the time it wants for what was printed, until somebody stops us; a client is a program, and reads.
  if (!printed.any) setTimeout(exit, limits.unreadTime);
  const hurry = () => setTimeout(exit, limits.flushTime);
  if (stopping.signal.aborted) hurry();
  else stopping.signal.addEventListener("abort", hurry);
}
