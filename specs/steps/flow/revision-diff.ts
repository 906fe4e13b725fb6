import { unifiedDiff } from "../../../runtime/text/unified-diff.ts";

/** How a source became another one. */
export interface Compared {
  readonly equal: boolean;
  /** Lines. */
  readonly added?: number;
  /** Lines. */
  readonly removed?: number;
  /** All of it in a sentence. */
  readonly message: string;
  /** Unified; absent where the texts are equal, or differ too much. */
  readonly diff?: string;
}

interface Source {
  readonly revision: number;
  readonly source?: string | null | undefined;
}

/** What became of a flow's source from one revision to another. */
export async function revisionDiff(base: Source, now: Source): Promise<Compared> {
  const diff = await unifiedDiff(named(base), named(now));
  const names = `Revisions ${base.revision} and ${now.revision}`;
  if (diff === "") return { equal: true, message: `${names} have the same source.` };
  if (diff === undefined)
    return { equal: false, message: `${names} differ in more lines than a diff is made of.` };
  const lines = diff.split("\n").slice(2);
  const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
  const [added, removed] = [count("+"), count("-")];
  const message = `${names} differ: ${added} lines added, ${removed} removed.`;
  return { equal: false, added, removed, message, diff };
}

function named({ revision, source }: Source) {
  return { name: `revision ${revision}`, text: source ?? "" };
}
