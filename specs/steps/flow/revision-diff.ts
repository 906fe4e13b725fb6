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
  const message = `${names} differ: ${added} ${added === 1 ? "line" : "lines"} added, ${removed} removed.`;
  return { equal: false, added, removed, message, diff };
}

/**
 * What became of a source between two revisions that are listed.
 * @returns saying so where one of them is not there any more
 */
export async function revisionsDiff(
  listed: readonly Partial<Nullable<Source>>[],
  base: number | null | undefined,
  now: number | null | undefined,
): Promise<Compared> {
  const [before, after] = [base, now].map((number) => listed.find(({ revision }) => revision === number));
  if (typeof before?.revision === "number" && typeof after?.revision === "number")
    return revisionDiff({ ...before, revision: before.revision }, { ...after, revision: after.revision });
  const names = `${base ?? "unknown"} and ${now ?? "unknown"}`;
  return {
    equal: false,
    message: `Revisions ${names} cannot be compared: Kestra does not have both any more.`,
  };
}

type Nullable<T> = { readonly [Key in keyof T]: T[Key] | null | undefined };

function named({ revision, source }: Source) {
  return { name: `revision ${revision}`, text: source ?? "" };
}
