/** Bytes that many may hold together. Where they are too many the one that holds most gives way: small ones get through. */
export interface ByteBudget {
  /** @param evict is called when this one has to give way; it holds nothing then */
  open(evict: () => void): ByteShare;
  /** What is held, of all. */
  readonly held: number;
}

/** What one holds. */
export interface ByteShare {
  readonly bytes: number;
  add(bytes: number): void;
  close(): void;
}

interface Holder {
  bytes: number;
  readonly evict: () => void;
}

export function createByteBudget(most: number): ByteBudget {
  const holders = new Set<Holder>();
  let held = 0;
  const drop = (one: Holder) => {
    if (holders.delete(one)) held -= one.bytes;
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
      const own = { bytes: 0, evict };
      holders.add(own);
      return {
        get bytes() {
          return own.bytes;
        },
        add(bytes) {
          own.bytes += bytes;
          if (!holders.has(own)) return;
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
