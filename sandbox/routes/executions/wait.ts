import type { Execution } from "../../executions/execution.ts";
import { nextInstant } from "../../engine/run.ts";
import type { Kestra } from "../../kestra/kestra.ts";

/**
 * Waits for an instant, in milliseconds since 1970, and lets the engine work off what is due by then. Ends early when the client
 * hangs up.
 */
async function untilInstant(kestra: Kestra, instant: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const cancel = kestra.clock.after(Math.max(0, instant - kestra.clock.now().getTime()), () => {
      signal.removeEventListener("abort", hangUp);
      resolve();
    });
    const hangUp = (): void => {
      cancel();
      resolve();
    };
    signal.addEventListener("abort", hangUp, { once: true });
  });
  kestra.settle();
}

/** How long the engine is left alone where nothing is due, in milliseconds of real time: what comes next comes from outside. */
const idle = 50;

/** Waits until the engine may have moved: for its next instant, or a while where nothing is due. */
export async function untilNextMove(
  kestra: Kestra,
  execution: Execution,
  signal: AbortSignal,
): Promise<void> {
  const next = nextInstant(kestra.engine, execution);
  if (next !== undefined) {
    await untilInstant(kestra, next, signal);
    return;
  }
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, idle);
    const hangUp = (): void => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener("abort", hangUp, { once: true });
  });
  kestra.settle();
}

/** Waits for the end of an execution; also stops where nothing in the engine is due any more, or the client has hung up. */
export async function untilEnded(kestra: Kestra, execution: Execution, signal: AbortSignal): Promise<void> {
  let next = nextInstant(kestra.engine, execution);
  while (next !== undefined && !signal.aborted) {
    await untilInstant(kestra, next, signal);
    next = nextInstant(kestra.engine, execution);
  }
}
