/** How much is remembered: nobody can make it more. */
export interface Remembered {
  /** Texts. */
  readonly most: number;
  /** Characters of each. */
  readonly longest: number;
}

/** A function of a text that is asked for the same few texts again and again: what it made of the first of them is kept. */
export function remembered<T extends object | boolean>(
  make: (text: string) => T,
  { most, longest }: Remembered,
): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    if (known.size < most && text.length <= longest) known.set(text, made);
    return made;
  };
}
