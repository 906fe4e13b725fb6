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

/** Times as long as a collection took until the next look at least: nobody is answered meanwhile, and of a large heap it takes long. */
const rest = 50;

/** @param used bytes of the heap. @param collect all garbage, and gives the milliseconds that it took. @param now milliseconds */
export function createGarbage(
  used = heapUsed,
  collect = collectAll,
  now: () => number = () => performance.now(),
): Garbage {
  let messages = 0;
  let needed = 0;
  let next = -Infinity;
  return {
    came() {
      messages++;
      if (messages < every || now() < next) return;
      messages = 0;
      next = now() + pause;
      if (used() < needed + most) return;
      // Best while Kestra is being asked.
      setImmediate(() => {
        collect().then(
          (took) => {
            needed = used();
            next = Math.max(next, now() + took * rest);
          },
          // Without, V8 collects it all the same.
          () => (next = Infinity),
        );
      });
    },
  };
}

function heapUsed(): number {
  return getHeapStatistics().used_heap_size;
}

let gc: (() => unknown) | undefined;
let collections = 0;

/** Collections of which the first moves together what is left, from pages that hold little each, as after a start. */
const thorough = 8;

async function collectAll(): Promise<number> {
  const isThorough = collections++ % thorough === 0;
  gc ??= globalThis.gc ?? (await hiddenGc());
  const from = performance.now();
  // A system gets back whole pages alone. It takes twice as long.
  if (isThorough) setFlagsFromString("--compact-on-every-full-gc");
  gc();
  if (isThorough) setFlagsFromString("--no-compact-on-every-full-gc");
  return performance.now() - from;
}

/** The collector, which a context has that is made while it is exposed, and ours has not. */
async function hiddenGc(): Promise<() => void> {
  const { runInNewContext } = await import("node:vm");
  setFlagsFromString("--expose-gc");
  const found = runInNewContext("gc") as () => void;
  setFlagsFromString("--no-expose-gc");
  return found;
}
