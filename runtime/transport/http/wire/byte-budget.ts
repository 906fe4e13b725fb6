import { createBag } from "../../../bag.ts";

/** Bytes that many may hold together. Where they are too many the one that holds most gives way: small ones get through. */
export interface ByteBudget {
  /** @param evict is called when this one has to give way; it holds nothing then */
  open(evict: () => void): ByteShare;
  /** What is held, of all. */
  readonly held: number;
}

/** What one holds. */
export interface ByteShare {
  add(bytes: number): void;
  close(): void;
}

interface Holder {
  bytes: number;
  readonly evict: () => void;
  /** Undefined of one that holds nothing any more. */
  leave: (() => void) | undefined;
}

export function createByteBudget(most: number): ByteBudget {
  const holders = createBag<Holder>();
  let held = 0;
  const drop = (one: Holder) => {
    if (one.leave === undefined) return;
    one.leave();
    one.leave = undefined;
    held -= one.bytes;
  };
  const evictLargest = () => {
    let largest: Holder | undefined;
    for (const one of holders) if (largest === undefined || one.bytes > largest.bytes) largest = one;
    if (largest === undefined) return;
    drop(largest);
    largest.evict();
  };
  return {
    open(evict) {
      const own: Holder = { bytes: 0, evict, leave: undefined };
      own.leave = holders.add(own);
      return {
        add(bytes) {
          own.bytes += bytes;
          if (own.leave === undefined) return;
          held += bytes;
          while (held > most) evictLargest();
        },
        close() {
          drop(own);
        },
      };
    },
    get held() {
      return held;
    },
  };
}
