/** Which value of this run stands for which one of the recording. Each has one partner only. */
export interface Pairing {
  /** Whether two values are partners; makes them so where both are free. */
  pair(recorded: string, actual: string): boolean;
  /** What a value of the recording stands for. */
  partner(recorded: string): string | undefined;
  /** A copy that may be thrown away, and a way to keep what it learnt. */
  attempt(): { readonly pairing: Pairing; readonly keep: () => void };
}

export function pairing(
  forth: Map<string, string> = new Map<string, string>(),
  back: Map<string, string> = new Map<string, string>(),
): Pairing {
  return {
    pair: (recorded, actual) => {
      const partner = forth.get(recorded);
      const origin = back.get(actual);
      if (partner !== undefined || origin !== undefined) return partner === actual && origin === recorded;
      forth.set(recorded, actual);
      back.set(actual, recorded);
      return true;
    },
    partner: (recorded) => forth.get(recorded),
    attempt: () => {
      const [tryForth, tryBack] = [new Map(forth), new Map(back)];
      return {
        pairing: pairing(tryForth, tryBack),
        keep: () => {
          for (const [recorded, actual] of tryForth) forth.set(recorded, actual);
          for (const [actual, recorded] of tryBack) back.set(actual, recorded);
        },
      };
    },
  };
}
