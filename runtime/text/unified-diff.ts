import type { DiffedText } from "./patch.ts";

/** Loaded when it is first needed: most calls compare no texts. */
const library = () => import("./patch.ts");

/**
 * What became of a text, as a unified diff: `--- name`, `+++ name`, then hunks. Line ends of Windows and a missing one at the
 * end are no change.
 * @returns empty where the texts are equal; undefined where more than 3,000 lines differ
 */
export async function unifiedDiff(before: DiffedText, after: DiffedText): Promise<string | undefined> {
  const [old, now] = [lines(before.text), lines(after.text)];
  if (old === now) return "";
  const { patchOf } = await library();
  return patchOf({ ...before, text: old }, { ...after, text: now });
}

function lines(text: string): string {
  const plain = text.replaceAll("\r\n", "\n");
  return plain === "" || plain.endsWith("\n") ? plain : `${plain}\n`;
}
