/** How many executions of a flow are counted as running. */
export interface ConcurrencyCount {
  readonly namespace: string;
  readonly flowId: string;
  readonly running: number;
}

/** The counts of all flows that ever had a limit to keep. */
export interface ConcurrencyCounts {
  all(): readonly ConcurrencyCount[];
  of(namespace: string, flowId: string): ConcurrencyCount | undefined;
  set(count: ConcurrencyCount): void;
  /** The ids of the executions that are counted. */
  readonly counted: Set<string>;
}

export function concurrencyCounts(): ConcurrencyCounts {
  const counts = new Map<string, ConcurrencyCount>();
  const keyOf = (namespace: string, flowId: string): string => JSON.stringify([namespace, flowId]);
  return {
    all: () => [...counts.values()],
    of: (namespace, flowId) => counts.get(keyOf(namespace, flowId)),
    set: (count) => {
      counts.set(keyOf(count.namespace, count.flowId), count);
    },
    counted: new Set(),
  };
}
