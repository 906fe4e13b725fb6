import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";

/** A revision as Kestra lists it. */
export interface ListedRevision {
  readonly revision?: number | null | undefined;
  /** When it was saved; 1.0 does not tell it. */
  readonly updated?: string | null | undefined;
  readonly disabled?: boolean | null | undefined;
  /** It is the deletion of the flow, which has no text of its own. */
  readonly deleted?: boolean | null | undefined;
  readonly source?: string | null | undefined;
}

/** One that has a number. */
export type Revision = ListedRevision & { readonly revision: number };

interface Wish {
  readonly namespace: string;
  readonly flow_id: string;
  readonly revision?: number | undefined;
  readonly base_revision?: number | undefined;
}

/** Revisions that are named at most, where one is missing. */
const mostNamed = 20;

/**
 * The two revisions that are meant: those that are named, else the latest, and the one before it. A revision may have been
 * deleted, so that numbers are left out.
 * @throws InputError where one is not there, with those that are
 */
export function chosenRevisions(
  listed: readonly ListedRevision[],
  { namespace, flow_id, revision, base_revision }: Wish,
): { readonly base: Revision; readonly revision: Revision; readonly note?: string } {
  const known = listed
    .filter((it): it is Revision => typeof it.revision === "number" && it.deleted !== true)
    .sort((a, b) => a.revision - b.revision);
  const name = say`${namespace}/${flow_id}`;
  if (known.length === 0)
    throw new InputError(
      say`There is no flow ${name}: Kestra has no revision of it. \`find_flow\` finds flows.`,
    );
  const numbers = known.map((it) => it.revision).slice(-mostNamed);
  const left = known.length - numbers.length;
  const older = left > 0 ? say` and ${left} older ones` : say``;
  const pick = (number: number): Revision => {
    const found = known.find((it) => it.revision === number);
    if (found !== undefined) return found;
    throw new InputError(say`Flow ${name} has no revision ${number}, but ${numbers.join(", ")}${older}.`);
  };
  const newer = revision === undefined ? known.at(-1) : pick(revision);
  if (newer === undefined) throw new InputError(say`Flow ${name} has no revision.`);
  if (base_revision !== undefined) return { base: pick(base_revision), revision: newer };
  const before = known.findLast((it) => it.revision < newer.revision);
  if (before === undefined) {
    throw new InputError(
      say`Revision ${newer.revision} is the oldest that Kestra has of ${name}: there is none before it to compare with.`,
    );
  }
  const isGap = before.revision < newer.revision - 1;
  const note = isGap ? `Revisions between ${before.revision} and ${newer.revision} were deleted.` : undefined;
  return { base: before, revision: newer, ...(note === undefined ? {} : { note }) };
}
