import type { Signal } from "../abort.ts";
import type { Answer, SendOptions } from "../http-client/answer.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import { isPassingStatus } from "../http-client/status.ts";
import { nobody } from "../auth/principal.ts";
import { run } from "../call/run.ts";
import { ContractError, InputError, KestraError, TooLargeError } from "../errors.ts";
import { newestLine } from "../kestra/release.ts";
import { limits } from "../limits.ts";
import { own, say, type Said } from "../text/said.ts";
import { sentences } from "../text/sentences.ts";
import type { Context } from "../tool/context.ts";
import type { Calls, Composite, Operations } from "../tool/definition.ts";
import type { Ask, Pull } from "../tool/pull.ts";
import { requestOf } from "./kept-answer.ts";
import { isAnswer, isWhole } from "./kept-http.ts";
import type { PartFile } from "./part-file.ts";
import { askUntilMade, type AskedService } from "./pending.ts";

/** How far a pull is. */
export interface PullProgress {
  /** Requests that were answered, or skipped. */
  readonly done: number;
  /** Those that are known of so far. */
  readonly total: number;
  /** Bytes that were written. */
  readonly size: number;
}

/** What came of a pull. */
export interface Pulled {
  /** Answers that the file has. */
  readonly answers: number;
  /** Those of them that an earlier attempt had brought. */
  readonly found: number;
  /** Why requests have no answer. */
  readonly skipped: readonly Said[];
}

/** What a pull takes. */
export interface PullOptions extends AskedService {
  readonly pull: Pull;
  readonly part: PartFile;
  readonly signal: Signal;
  /** The supported release lines: operations that differ between them are those of the newest. */
  readonly lines: readonly string[];
  readonly onProgress: (progress: PullProgress) => void;
}

/** Pauses before it is given up that a service has gone away. */
const patience = 6;

/** What a service says of the one thing that was asked for; of anything else the next request would meet the same. */
const ofOne = [202, 400, 404, 405, 410, 414, 422, 500, 501];

/** An argument is what a list told: such a name is one that no request can be made of. */
function isOfOne(error: unknown): error is KestraError | ContractError | InputError {
  if (error instanceof ContractError || error instanceof TooLargeError || error instanceof InputError)
    return true;
  return error instanceof KestraError && ofOne.includes(error.status);
}

/**
 * Asks a service for all that is wanted of it, and writes its answers. What it has no answer for is skipped and told.
 * @throws KestraError where it cannot be reached, something else answers in its place, or it answers less than half; the
 * signal's reason
 */
export async function pullAll(options: PullOptions): Promise<Pulled> {
  const { pull, signal, lines, clock, onProgress, part } = options;
  const skipped: Said[] = [];
  const answered = new Set<string>();
  const count = { done: 0, total: 0, found: 0 };
  const tell = () => {
    onProgress({ done: count.done, total: Math.max(count.total, count.done), size: part.size });
  };
  const send = async (plan: RequestPlan, how: SendOptions): Promise<Answer> => {
    const request = requestOf(plan);
    const kept = await part.get(request);
    if (kept !== undefined) {
      answered.add(request);
      count.found++;
      return { status: 200, mediaType: kept.mediaType, text: kept.text };
    }
    const answer = await asked(options, plan, how);
    if (isAnswer(answer) && isWhole(answer)) {
      const { mediaType, text } = answer;
      await part.add({ request, at: new Date(clock.now()).toISOString(), mediaType, text });
      answered.add(request);
    }
    return answer;
  };
  const one = async (ask: Ask) => {
    signal.throwIfAborted();
    try {
      await ask();
    } catch (error) {
      if (!isOfOne(error)) throw error;
      skipped.push(error.said);
    }
    count.done++;
    tell();
  };
  const behaviour: Composite<unknown, object, Calls<Operations>> = {
    effect: "read",
    idempotent: true,
    input: () => {
      throw new Error("It takes no arguments.");
    },
    calls: pull.calls as Operations,
    async steps(_, calls) {
      for await (const asks of pull.asks(calls, lines)) {
        count.total += asks.length;
        await sideBySide(asks, one);
      }
      return {};
    },
  };
  await run(behaviour, {}, contextOf({ signal, line: newestLine(lines), send }));
  const [first] = skipped;
  if (first !== undefined && skipped.length > answered.size) {
    const said = say`${own(options.title)} answered ${answered.size} requests, and not ${skipped.length}.`;
    throw new KestraError(sentences(said, first), 0);
  }
  return { answers: answered.size, found: count.found, skipped };
}

/** Asks, and waits for a service that went away. */
async function asked(options: PullOptions, plan: RequestPlan, how: SendOptions): Promise<Answer> {
  const { clock, signal } = options;
  for (let left = patience, pause: number = limits.pullPause; ; left--, pause *= 2) {
    const outcome = await askUntilMade(options, plan, { ...how, signal }).then(
      (answer) => ({ answer, again: isPassingStatus(answer.status) }),
      (error: unknown) => ({ error, again: error instanceof KestraError && error.status === 0 }),
    );
    signal.throwIfAborted();
    if (!outcome.again || left === 0) {
      if ("answer" in outcome) return outcome.answer;
      throw outcome.error;
    }
    await clock.sleep(pause, signal);
  }
}

/** Several at a time; the first that fails ends all. */
async function sideBySide(asks: readonly Ask[], one: (ask: Ask) => Promise<void>): Promise<void> {
  const left = asks[Symbol.iterator]();
  const failed: unknown[] = [];
  const work = async () => {
    for (const ask of left) {
      if (failed.length > 0) return;
      await one(ask).catch((error: unknown) => failed.push(error));
    }
  };
  await Promise.all(Array.from({ length: limits.pulls }, work));
  if (failed.length > 0) throw failed[0];
}

/** It is nobody's call, and no Kestra's. */
function contextOf({ signal, line, send }: Pick<Context, "signal" | "send"> & { line: string }): Context {
  return {
    instance: { line },
    tenant: "main",
    signal,
    principal: nobody,
    mask: (text) => text,
    now: () => new Date(),
    uuid: () => crypto.randomUUID(),
    progress: () => undefined,
    send,
  };
}
