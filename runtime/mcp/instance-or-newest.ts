import { KestraError } from "../errors.ts";
import { notSoon } from "../http-client/unreachable.ts";
import { nameOf } from "../http-client/wire.ts";
import { configs } from "../kestra/detect.ts";
import type { Instance } from "../kestra/instance.ts";
import { newestLine } from "../kestra/release.ts";
import type { Session } from "./session.ts";

/** An instance, and why it is only assumed, where it is. */
export interface Found {
  readonly instance: Instance;
  readonly failure?: KestraError | undefined;
}

/** What is known of the instance, or the newest line: nothing is asked and nobody waits. */
export function knownOrNewest({
  detector: { known },
  compiled,
}: Pick<Session, "detector" | "compiled">): Found {
  return { instance: { ...known, line: known.line ?? newestLine(compiled.lines) } };
}

/**
 * The instance, or one of the newest line where none is known soon.
 * @param patience in milliseconds
 * @returns with why it is not known
 */
export async function instanceOrNewest(
  { detector, compiled, connection }: Pick<Session, "detector" | "compiled" | "connection">,
  patience: number,
): Promise<Found> {
  try {
    return { instance: await detector.instance(AbortSignal.timeout(patience)) };
  } catch (error) {
    const request = nameOf(configs, connection.tenant);
    const late = () => notSoon(connection, { request, seconds: patience / 1000 });
    return {
      instance: { line: newestLine(compiled.lines) },
      failure: error instanceof KestraError ? error : (detector.failure ?? late()),
    };
  }
}
