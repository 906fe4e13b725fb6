/** Things that take long to make, each made once and kept as long as it is among those used last. */
export interface Memory {
  /** @throws what `make` throws; then nothing is kept. */
  remember<Made>(key: string, make: () => Promise<Made>): Promise<Made>;
}

/** @param most things that are kept */
export function createMemory(most: number): Memory {
  const kept = new Map<string, Promise<unknown>>();
  const makeOwn = async <Made>(key: string, make: () => Promise<Made>): Promise<Made> => {
    const made = make();
    use(key, made);
    try {
      return await made;
    } catch (error) {
      if (kept.get(key) === made) kept.delete(key);
      throw error;
    }
  };
  const use = (key: string, made: Promise<unknown>) => {
    kept.delete(key);
    kept.set(key, made);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  };
  return {
    async remember<Made>(key: string, make: () => Promise<Made>): Promise<Made> {
      const made = kept.get(key) as Promise<Made> | undefined;
      if (made === undefined) return makeOwn(key, make);
      use(key, made);
      try {
        return await made;
      } catch {
        // It was made in another call, which may have been given up.
        return makeOwn(key, make);
      }
    },
  };
}
