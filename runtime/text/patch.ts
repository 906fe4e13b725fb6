// A file of its own: what imports this by name leaves the rest of the library out of the program.
import { createTwoFilesPatch } from "diff";

/** A text and what its lines are called in a diff, such as `revision 3`. */
export interface DiffedText {
  readonly name: string;
  readonly text: string;
}

/** Lines that are added or removed at most: the time to find them grows with their square. */
const mostEdits = 3000;

/** Unchanged lines around each change. */
const context = 3;

/** The lines of a unified diff; undefined where too many differ. */
export function patchOf(before: DiffedText, after: DiffedText): string | undefined {
  const options = { context, maxEditLength: mostEdits };
  return createTwoFilesPatch(
    before.name,
    after.name,
    before.text,
    after.text,
    undefined,
    undefined,
    options,
  )?.replace(/^=+\n/, "");
}
