import { isObject } from "../../../runtime/json.ts";
import { say, shortened } from "../../../runtime/text/said.ts";
import type { StepContext } from "../../../runtime/tool/definition.ts";
import { stateOf } from "./execution-state.ts";
import type { StreamEvent } from "../../../runtime/http-client/answer.ts";

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
 * waited for, and what was logged last. It is told at once with the line that is known, and again where a new one came, but
 * nothing twice. Where nobody watches, nothing is asked for.
 * @param state as it was read before
 * @param lastLog the newest line of its log
 */
export function executionProgress(
  context: Pick<StepContext, "now" | "progress" | "isWatched" | "mask">,
  state: string,
  lastLog: () => Promise<{ readonly message?: string | null | undefined }>,
): ExecutionProgress {
  const begun = context.now().getTime();
  let current = state;
  let isAsking = false;
  let line = "";
  let told = "";
  const tell = () => {
    const seconds = Math.max(0, Math.round((context.now().getTime() - begun) / 1000));
    const logged = line === "" ? say`` : say`: ${shortened(line, most, "")}`;
    const message = say`${current}, ${seconds} s${logged}`.masked(context.mask);
    if (message === told) return;
    told = message;
    context.progress(seconds, undefined, message);
  };
  const refresh = async () => {
    isAsking = true;
    const before = line;
    // A log that cannot be read leaves the rest to be told.
    const { message } = await lastLog().catch(() => ({ message: undefined }));
    isAsking = false;
    [line = ""] = (message ?? line).trim().split("\n");
    if (line !== before) tell();
  };
  return {
    see({ data }) {
      current = (isObject(data) && stateOf(data.state)) || current;
    },
    tell() {
      if (context.isWatched !== true) return;
      // At once: a log that does not come is not waited for.
      tell();
      if (!isAsking) void refresh();
    },
  };
}
