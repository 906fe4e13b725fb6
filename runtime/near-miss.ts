const longestWord = 100;

/**
 * The candidate that a word was probably meant to be: spelt nearly the same, or an abbreviation; upper case and the
 * marks between words do not count. Undefined where nothing is near. Of equals the first.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  // No name is that long, and the distance takes time that grows with it.
  if (word.length > longestWord) return undefined;
  const wanted = plain(word);
  if (wanted === "") return undefined;
  const most = Math.max(1, Math.floor(wanted.length / 3));
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const other = plain(candidate);
    const spelling = distanceBetween(wanted, other);
    const distance = isAbbreviation(wanted, other) ? Math.min(most, spelling) : spelling;
    if (distance <= most && distance < (best?.distance ?? Infinity)) best = { candidate, distance };
  }
  return best?.candidate;
}

/** ` Did you mean x?`, with its leading space, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates);
  return near === undefined ? "" : ` Did you mean ${near}?`;
}

/** `flowId`, `flow-id` and `flow_id` are the same word. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[\s_-]+/gu, "");
}

/** `desc` for `description`, `params` for `param`. */
function isAbbreviation(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 3 && long.startsWith(short);
}

/** How many characters to insert, drop, replace or swap with their neighbour to make `b` of `a`. */
function distanceBetween(a: string, b: string): number {
  let twoBack: number[] = [];
  let back = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = cell(back, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? cell(twoBack, j - 2) + 1 : Infinity;
      row.push(Math.min(cell(back, j) + 1, cell(row, j - 1) + 1, replaced, swapped));
    }
    twoBack = back;
    back = row;
  }
  return cell(back, b.length);
}

function cell(row: readonly number[], j: number): number {
  return row[j] ?? Infinity;
}
