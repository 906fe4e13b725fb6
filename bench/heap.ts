import { setTimeout as sleep } from "node:timers/promises";

/** Bytes of the heap that are still needed, in a process that may collect its garbage. */
export async function heap(): Promise<number> {
  for (let i = 0; i < 4; i++) {
    await sleep(20);
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}
