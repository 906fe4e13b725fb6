/** How much may be fetched at one time: of all together, and for each of those whom a fetch concerns. */
export interface FetchPlaces {
  /**
   * Takes a place.
   * @param concerned who asks, and who is asked
   * @returns what gives it back; undefined where there is none for one of them
   */
  take(...concerned: readonly string[]): (() => void) | undefined;
}

/** At one time in all, and for one caller or host: who is slow holds some, and never all of them. */
const most = { all: 16, each: 4 };

/** @see FetchPlaces */
export function createFetchPlaces(): FetchPlaces {
  const open = new Map<string, number>();
  let all = 0;
  const countOf = (one: string) => open.get(one) ?? 0;
  return {
    take(...concerned) {
      if (all >= most.all || concerned.some((one) => countOf(one) >= most.each)) return undefined;
      all++;
      for (const one of concerned) open.set(one, countOf(one) + 1);
      return () => {
        all--;
        for (const one of concerned) {
          const left = countOf(one) - 1;
          if (left > 0) open.set(one, left);
          else open.delete(one);
        }
      };
    },
  };
}
