/** A limit as `runtime/limits.ts` tells it. */
export interface LimitDoc {
  readonly name: string;
  /** What it holds down, and why it is as large. */
  readonly reason: string;
}

const comment = /\/\*\*([\s\S]*?)\*\//;
const entry = /^ {2}(\w+): /;

/**
 * The limits in the order in which they stand there; a comment is that of the key below it.
 * @param text of `runtime/limits.ts`
 */
export function readLimits(text: string): readonly LimitDoc[] {
  const found: LimitDoc[] = [];
  const body = text.slice(text.indexOf("export const limits"));
  for (const part of body.split(/(?= {2}\/\*\*)/).slice(1)) {
    const reason = (comment.exec(part)?.[1] ?? "").replace(/\s*\n\s*\*\s*/g, " ").trim();
    for (const line of part.slice(part.indexOf("*/")).split("\n")) {
      const name = entry.exec(line)?.[1];
      if (name !== undefined) found.push({ name, reason });
    }
  }
  return found;
}
