import type { StreamEvent } from "../../runtime/context.ts";
import { isObject } from "../../runtime/json.ts";
import { say } from "../../runtime/said.ts";
import type { StepContext } from "../../runtime/tool-definition.ts";
import { stateOf } from "./execution-state.ts";

/** Characters of a log message in a message of progress. */
const most = 200;

/** Tells whoever watches a call how an execution is. */
export interface ExecutionProgress {
  /** Takes notice of an event of the execution's stream. */
  readonly see: (event: StreamEvent) => void;
  /** Tells what is known now. Called as events come in, and now and then while none does. */
  readonly tell: () => void;
}

/**
 * The progress of an execution that is waited for: `RUNNING, 5 s: Waiting for PT12S`, which is its state, how long it was
 * waited for, and what was logged last. It is told once a second at most, for each progress must be greater than the last; the
 * first time at once, without the log. Where nobody watches, nothing is asked for.
 * @param state as it was read before
 * @param lastLog the newest line of its log
 */
export function executionProgress(
  context: Pick<StepContext, "now" | "progress" | "isWatched" | "mask">,
  state: string,
  lastLog: () => Promise<{ readonly results: readonly { readonly message?: string | null | undefined }[] }>,
): ExecutionProgress {
  const begun = context.now().getTime();
  let current = state;
  let isAsking = false;
  let told = -1;
  const waited = () => Math.max(0, Math.round((context.now().getTime() - begun) / 1000));
  const tell = (message = "") => {
    told = waited();
    const [line = ""] = message.trim().split("\n");
    const logged = line === "" ? say`` : say`: ${line.slice(0, most)}`;
    context.progress(told, undefined, say`${current}, ${told} s${logged}`.masked(context.mask));
  };
  const tellWithLog = async () => {
    isAsking = true;
    // A log that cannot be read leaves the rest to be told.
    const { results } = await lastLog().catch(() => ({ results: [] }));
    isAsking = false;
    tell(results[0]?.message ?? "");
  };
  return {
    see({ data }) {
      current = (isObject(data) && stateOf(data.state)) || current;
    },
    tell() {
      if (context.isWatched !== true || isAsking || waited() <= told) return;
      if (told < 0) tell();
      else void tellWithLog();
    },
  };
}
