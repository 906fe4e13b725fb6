import { createAborter, type Signal } from "../../abort.ts";
import type { Handler } from "../handler.ts";
import { carriedAs, type RequestFacts } from "../request-facts.ts";
import type { ClientMessage } from "../wire/client-message.ts";

/** What only an SDK can do for a request: tell its client something on the way, ask it, and hear that it was cancelled. */
export interface Line {
  readonly signal: Signal;
}

/** A request whose handler runs before an SDK has seen it, and goes on there once it needs one. */
export interface EarlyAnswer<Its extends Line> {
  /**
   * Settles with the result of a handler that needed nothing; with undefined where an SDK is to go on with it: it needs one,
   * it failed, or was cancelled. Never rejects.
   */
  readonly result: Promise<object | undefined>;
  /** From now on an SDK goes on with it. */
  readonly handOver: () => void;
  /** What the client need not hear any more: nothing is answered. */
  cancel(reason: unknown): void;
  isCancelled(): boolean;
  /** The SDK goes on with it. @returns what the handler gives, or throws */
  goOn(line: Its): Promise<object>;
}

/** How a handler reaches its client. */
export interface LineReach<Its extends Line> {
  readonly signal: Signal;
  /**
   * Does something by the line of an SDK, which is there at once or once it has gone on with the request. Rejects where the
   * request is cancelled before.
   */
  readonly by: <T>(act: (line: Its) => Promise<T>) => Promise<T>;
}

/**
 * Begins to answer.
 * @param run the handler. @param isWhole whether a result can be sent as it is
 */
export function beginEarly<Its extends Line>(
  run: (reach: LineReach<Its>) => Promise<object>,
  isWhole: (result: object) => boolean = () => true,
): EarlyAnswer<Its> {
  const controller = createAborter();
  const waiting: { readonly goOn: (line: Its) => void; readonly giveUp: (reason: unknown) => void }[] = [];
  let line: Its | undefined;
  let isOver = false;
  let settle: (result: object | undefined) => void = () => undefined;
  const result = new Promise<object | undefined>((resolve) => (settle = resolve));
  const handOver = () => {
    if (isOver) return;
    isOver = true;
    settle(undefined);
  };
  const answer = run({
    signal: controller.signal,
    by: async (act) => {
      if (line !== undefined) return act(line);
      // Nobody goes on with what was cancelled.
      controller.signal.throwIfAborted();
      return new Promise((resolve, reject) => {
        waiting.push({ goOn: (its) => void act(its).then(resolve, reject), giveUp: reject });
        handOver();
      });
    },
  });
  answer.then((given) => {
    if (isOver || !isWhole(given)) handOver();
    else {
      isOver = true;
      settle(given);
    }
  }, handOver);
  return {
    result,
    handOver,
    cancel(reason) {
      controller.abort(reason);
      for (const { giveUp } of waiting.splice(0)) giveUp(controller.signal.reason);
      handOver();
    },
    isCancelled: () => line === undefined && controller.signal.aborted,
    goOn(its) {
      line = its;
      const { signal } = its;
      const pass = () => {
        controller.abort(signal.reason);
      };
      if (signal.aborted) pass();
      else signal.addEventListener("abort", pass, { once: true });
      for (const one of waiting.splice(0)) one.goOn(its);
      return answer;
    },
  };
}

/** Facts of a request whose handler runs already, where it does. */
export interface BegunFacts<Its extends Line> extends RequestFacts {
  readonly begun?: EarlyAnswer<Its> | undefined;
}

/** A request that was begun. */
export interface Begun<Its extends Line> {
  readonly early: EarlyAnswer<Its>;
  /** With which an SDK is given the request, where it is to go on with it. */
  readonly facts: RequestFacts;
}

/** What was begun, with the facts that carry it to an SDK. */
export function begunWith<Its extends Line>(facts: RequestFacts, early: EarlyAnswer<Its>): Begun<Its> {
  const begun: BegunFacts<Its> = { begun: early, ...facts };
  return { early, facts: begun };
}

/** How an SDK is given a request that was begun and of which nobody knows any facts, as over stdio. */
export function carryingEarly<Its extends Line>(early: EarlyAnswer<Its>) {
  return carriedAs({ begun: early });
}

/** What answers a request that is plain. @throws Error for a method that is not answered here */
export function handlerFor(
  { method = "" }: ClientMessage,
  methods: Readonly<Record<string, Handler>>,
): Handler {
  const handler = methods[method];
  if (handler === undefined) throw new Error(`${method} is none of the methods that are answered here.`);
  return handler;
}
