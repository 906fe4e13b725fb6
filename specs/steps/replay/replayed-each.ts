import type { Json } from "../../../runtime/json.ts";
import { partlyDone } from "../partly-done.ts";
import type { PreparedReplay } from "./prepared-replay.ts";

/** What one replay is sent with. */
interface How {
  readonly execution_id: string;
  readonly revision?: number | undefined;
  readonly task_run_id?: string | undefined;
  readonly breakpoints?: string | undefined;
}

type Made = Promise<{ readonly id: string; readonly state: string }>;

interface Routes {
  readonly replay: (how: How) => Made;
  readonly replay_with: (how: How & { readonly inputs?: Record<string, Json> }) => Made;
}

/** An execution that a replay made. */
interface Replayed {
  readonly id: string;
  readonly replayOf: string;
  readonly state: string;
}

/** Sends replays, one after the other. @throws where one is refused, saying which were made before it */
export async function replayedEach(
  replays: readonly PreparedReplay[],
  breakpoints: readonly string[],
  kestra: Routes,
): Promise<Replayed[]> {
  const made: Replayed[] = [];
  for (const { execution, run, revision, inputs } of replays) {
    const stops = breakpoints.join(",") || undefined;
    const how = { execution_id: execution.id, revision, task_run_id: run?.id, breakpoints: stops };
    try {
      const { id, state } = await (inputs ? kestra.replay_with({ ...how, inputs }) : kestra.replay(how));
      made.push({ id, replayOf: execution.id, state });
    } catch (error) {
      const done = made.map((one) => `${one.replayOf} as ${one.id}`);
      throw partlyDone(error, "Replayed", done);
    }
  }
  return made;
}
