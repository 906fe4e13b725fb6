import { ContractError, KestraError } from "../../../runtime/errors.ts";
import { say, type Said } from "../../../runtime/text/said.ts";
import { sentences } from "../../../runtime/text/sentences.ts";
import { isObject } from "../../../runtime/json.ts";
import type { ExecutionProgress } from "./execution-progress.ts";
import { hasEnded, isWaiting, stateOf } from "./execution-state.ts";
import { found } from "./found-execution.ts";
import type { StreamEvent } from "../../../runtime/http-client/answer.ts";

/** The requests that following takes. */
export interface Follow<Execution> {
  readonly read: () => Promise<Execution>;
  /** Reads the stream of the execution's changes until Kestra ends it, the event is enough, or it is late. */
  readonly follow: (options: {
    readonly enough: (event: StreamEvent) => boolean;
    readonly idle: number;
    readonly onEvents: () => void;
  }) => Promise<Stream>;
  readonly progress?: ExecutionProgress | undefined;
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
}

interface Stream {
  readonly events: readonly { readonly state?: string | null | undefined }[];
  readonly ended: boolean;
}

export interface Followed<Execution> {
  /** As it was read last. */
  readonly execution: Execution;
  /** Why it could not be followed any longer. */
  readonly trouble?: Said;
  /** The state in which it ended as its stream told, where Kestra's store still has an earlier one. */
  readonly told?: string;
}

/** A stream that is idle, or closed before the end by Kestra or a proxy, is opened again, up to so many times. */
const mostStreams = 50;

/** How often an execution is read again whose end the stream told, and Kestra's store does not know yet. */
const mostReads = 8;

const pause = 500;
const longestPause = 2000;

/** Kestra may miss a change between reading an execution and streaming it: after so long it is read again. */
const idle = 10_000;

/**
 * Follows an execution until it has ended, waits for somebody, or there is no more time. It must exist: the stream of a
 * missing one never ends. What cannot be reached on the way is told, not thrown: the execution goes on all the same.
 * @param first the execution as it was read before
 */
export async function followed<Execution extends { readonly state: unknown }>(
  first: Execution,
  { read: readOnce, follow, progress, sleep }: Follow<Execution>,
): Promise<Followed<Execution>> {
  const read = () => found(readOnce, sleep);
  const rest = async (milliseconds: number) => sleep?.(milliseconds);
  let execution = first;
  const options = {
    idle,
    enough: (event: StreamEvent) => {
      progress?.see(event);
      return enough(event);
    },
    onEvents: () => progress?.tell(),
  };
  try {
    for (let streams = 1; !isAtRest(stateOf(execution.state)); streams++) {
      const { events, ended } = await follow(options);
      const told = events.findLast(({ state }) => typeof state === "string")?.state ?? "";
      execution = await read();
      for (let reads = 1; hasEnded(told) && !isAtRest(stateOf(execution.state)); reads++) {
        if (reads === mostReads) return { execution, told };
        await rest(pause);
        execution = await read();
      }
      const late = !ended && !isEnough(told);
      if (late || streams === mostStreams || isAtRest(stateOf(execution.state))) break;
      await rest(Math.min(pause * streams, longestPause));
    }
    return { execution };
  } catch (error) {
    if (!(error instanceof KestraError || error instanceof ContractError)) throw error;
    return { execution, trouble: error.said };
  }
}

/** Why the execution has not ended and how to go on; undefined where it has. */
export function whyNotEnded(
  state: string,
  { trouble, told }: Omit<Followed<never>, "execution">,
): Said | undefined {
  if (hasEnded(state)) return undefined;
  if (told !== undefined)
    return say`The execution ended as ${told}, which Kestra has not stored yet: \`manage_executions\` with action get shows it in a moment.`;
  if (state === "PAUSED") return say`The execution is PAUSED: \`resume_execution\` lets it go on.`;
  if (state === "BREAKPOINT")
    return say`The execution stands at a breakpoint: \`resume_execution\` lets it go on.`;
  const goesOn = say`It goes on: \`follow_execution_logs\` waits for its end, \`manage_executions\` with action get shows how it is.`;
  const reason = trouble === undefined ? undefined : say`It could not be followed any longer: ${trouble}`;
  return sentences(say`The execution is still ${state}.`, reason, goesOn);
}

/** Where to see why an execution ended before anything of it ran, which it does not tell itself; undefined for all others. */
export function endedAtOnce(state: string, runs: readonly unknown[] | null | undefined): string | undefined {
  if (!["CANCELLED", "FAILED"].includes(state) || (runs ?? []).length > 0) return undefined;
  return `It ended ${state} before any task ran: \`diagnose\` with its execution_id says why.`;
}

function isAtRest(state: string): boolean {
  return hasEnded(state) || isWaiting(state);
}

function enough({ data }: StreamEvent): boolean {
  return isObject(data) && isEnough(stateOf(data.state));
}

/** Of a killed execution a task may stay as it was, and then Kestra never ends the stream. */
function isEnough(state: string): boolean {
  return isWaiting(state) || state === "KILLED";
}
