import type { Instance } from "../kestra/instance.ts";
import { newestLine } from "../kestra/release.ts";
import { foreign, type Said } from "../text/said.ts";
import type { Session } from "./session.ts";

/**
 * The instance, or one of the newest line where none is known soon.
 * @param patience in milliseconds
 * @returns with why it is not known
 */
export async function instanceOrNewest(
  { detector, compiled }: Pick<Session, "detector" | "compiled">,
  patience: number,
): Promise<{ readonly instance: Instance; readonly failure?: Said }> {
  try {
    return { instance: await detector.instance(AbortSignal.timeout(patience)) };
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    return {
      instance: { line: newestLine(compiled.lines) },
      failure: detector.failure?.said ?? foreign(why),
    };
  }
}
