import { getHeapStatistics, setFlagsFromString } from "node:v8";

/**
 * Gives memory back that V8 would keep: it waits until there is far more garbage than is in use, and a client that starts us has
 * many such servers.
 */
export interface Garbage {
  /** A message came. */
  came(): void;
}

/** Messages after which it looks how much there is. */
const every = 100;

/** Bytes of garbage that are worth the time: about that of one answer of Kestra. */
const most = 2 * 1024 * 1024;

/** Milliseconds from one look to the next at least: where very many messages come at once, all that there is is in use. */
const pause = 1000;

/** @param used bytes of the heap. @param collect all garbage. @param now milliseconds */
export function createGarbage(
  used = heapUsed,
  collect = collectAll,
  now: () => number = () => performance.now(),
): Garbage {
  let messages = 0;
  let needed = 0;
  let looked = -Infinity;
  return {
    came() {
      messages++;
      if (messages < every || now() < looked + pause) return;
      messages = 0;
      looked = now();
      if (used() < needed + most) return;
      // Best while Kestra is being asked.
      setImmediate(() => {
        void collect().then(() => {
          needed = used();
        });
      });
    },
  };
}

function heapUsed(): number {
  return getHeapStatistics().used_heap_size;
}

let gc: (() => void) | undefined;

async function collectAll(): Promise<void> {
  if (gc === undefined) {
    const { runInNewContext } = await import("node:vm");
    // A context that is made from here on has it, and ours has not.
    setFlagsFromString("--expose-gc");
    gc = runInNewContext("gc") as () => void;
    setFlagsFromString("--no-expose-gc");
  }
  gc();
}
