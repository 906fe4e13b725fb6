import { hasEnded } from "./execution-state.ts";
import { found } from "./found-execution.ts";

/** Which execution, and whether its subflows end with it. */
interface Killed {
  readonly execution_id: string;
  readonly cascade: boolean;
}

interface KillCalls {
  readonly get: (of: Pick<Killed, "execution_id">) => Promise<{ readonly state: string }>;
  readonly kill: (of: Killed) => Promise<{ readonly status: string }>;
}

/** What became of it. */
interface Fate {
  readonly executionId: string;
  readonly status: string;
  readonly finishedAs?: string;
}

/**
 * Kills an execution that has not ended. Kestra takes the kill of an ended one as if it could be killed, so its state is
 * looked at first; with `cascade` the kill is sent all the same, for its subflows may go on.
 */
export async function killOne(
  { execution_id, cascade }: Killed,
  kestra: KillCalls,
  sleep: ((milliseconds: number) => Promise<void>) | undefined,
): Promise<Fate> {
  const { state } = await found(
    () => kestra.get({ execution_id }),
    sleep,
    (answer) => answer.state === "missing",
  );
  if (state === "missing") return { executionId: execution_id, status: "not_found" };
  if (hasEnded(state)) {
    if (cascade) await kestra.kill({ execution_id, cascade });
    return { executionId: execution_id, status: "already_finished", finishedAs: state };
  }
  const { status } = await kestra.kill({ execution_id, cascade });
  return { executionId: execution_id, status };
}
