import { mostCharacters, offsetOf } from "./bound.ts";
import { fittingOf } from "./brief.ts";
import type { Context } from "../tool/context.ts";
import type { Host } from "../tool/host.ts";
import { ContractError } from "../errors.ts";
import type { Excerpt, ExcerptWish } from "../http-client/excerpt.ts";
import { validate } from "./arguments/input.ts";
import { isObject, type JsonObject } from "../json.ts";
import { readLargePage, type Readable } from "./large-page.ts";
import { forRelease, type PerLine } from "../per-line.ts";
import { readPages } from "./pages.ts";
import { withTotal } from "./past-the-end.ts";
import { planOf } from "./plan.ts";
import { isPage, PageError } from "../http-client/page.ts";
import { refusal } from "../kestra/refusal.ts";
import { serviceSaid } from "../network/connection.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import {
  isComposite,
  type AnyOperation,
  type Behaviour,
  type Read,
  type Reading,
  type StepContext,
} from "../tool/definition.ts";
import { nameOf } from "../http-client/wire.ts";
import { own, type Said, say } from "../text/said.ts";
import { sentences } from "../text/sentences.ts";
import type { Answer, StreamOptions } from "../http-client/answer.ts";
import { isGood } from "../http-client/status.ts";

/** What a behaviour gave, before it is bounded. */
export interface Ran {
  readonly output: JsonObject;
  /** There are rows that were not read. */
  readonly more: boolean;
  /** Present where the output's text is a part of an answer that was too large. */
  readonly excerpt?: Excerpt | undefined;
}

/** How often a client is told that a slow request is under way, in milliseconds: some give up a call that tells nothing. */
const slowBeat = 5000;

/**
 * Carries a behaviour out.
 * @throws KestraError, ContractError, and what steps throw
 */
export async function run(behaviour: Behaviour, input: unknown, context: Context): Promise<Ran> {
  let pages = 0;
  let told = 0;
  let isOver = false;
  // Of several calls each has its own count, and progress may only grow.
  const tell = (message: string) => {
    if (!isOver) context.progress(++told, undefined, message);
  };
  const readable = new Map<AnyOperation, Readable>();
  const telling: Telling = {
    onPage: () => {
      tell(`Page ${++pages} was read.`);
    },
    onEvents: (count) => {
      tell(`${count} events`);
    },
    onWait: (plan) => {
      tell(`${String(serviceSaid(plan))} is still at work.`);
    },
    wish: wishOf(behaviour, input),
    readable,
  };
  if (!isComposite(behaviour)) return perform(behaviour, input, context, telling);
  let more = false;
  const text = behaviour.limit?.text ?? "";
  let part: { readonly excerpt: Excerpt | undefined; readonly of: unknown } | undefined;
  const calls = Object.entries(behaviour.calls).map(([name, operation]) => [
    name,
    async (given: unknown, { onPart, ...stream }: Reading = {}) => {
      const ran = await perform(operation, validate(operation, given), context, { ...telling, ...stream });
      more ||= ran.more;
      if (ran.excerpt !== undefined) onPart?.();
      if (operation.excerpt !== undefined) part = { excerpt: ran.excerpt, of: ran.output[text] };
      return ran.output;
    },
  ]);
  const stepContext: Omit<StepContext, keyof Context> & Context & Partial<Host> = {
    ...context,
    fitting: fittingOf(behaviour, input),
    ...context.host,
    // What steps tell is counted with what their calls tell.
    progress: (_done, total, message) => {
      if (!isOver) context.progress(++told, total, message);
    },
  };
  const steps = behaviour.steps(
    behaviour.brief === undefined ? input : withoutFull(input),
    Object.fromEntries(calls),
    stepContext as typeof stepContext & Host,
  ) as Promise<JsonObject>;
  // After the answer the protocol knows no progress.
  const output = await steps.finally(() => {
    isOver = true;
  });
  // Where the steps made another text, nobody knows what its offsets mean.
  if (part?.excerpt !== undefined && output[text] !== part.of)
    throw new Error(`The steps must give "${text}" as the call did: only a part of it was read.`);
  return { output, more, excerpt: part?.excerpt };
}

/** Arguments without the one by which all of rows is asked for: what they are told by is done after the steps. */
function withoutFull(input: unknown): unknown {
  if (!isObject(input)) return input;
  const { full: _full, ...others } = input;
  return others;
}

/** What is told while answers come in, and what is known of all requests of a call. */
interface Telling extends StreamOptions {
  readonly onPage: () => void;
  readonly onWait: (plan: RequestPlan) => void;
  readonly wish: Omit<ExcerptWish, "of">;
  readonly readable: Map<AnyOperation, Readable>;
}

/** What a result can show of a text: a little more is kept, so that there is something to cut off. */
function wishOf({ limit = {} }: Behaviour, input: unknown): Omit<ExcerptWish, "of"> {
  const given = isObject(input) ? input : {};
  return {
    offset: offsetOf({ limit, input: given }),
    characters: mostCharacters + 8,
  };
}

async function perform(
  operation: AnyOperation,
  input: unknown,
  context: Context,
  { onPage, onWait, wish, readable, ...stream }: Telling,
): Promise<Ran> {
  const { line } = context.instance;
  const { slow, streams = false, effect, pages } = operation;
  const options = {
    retry: effect === "read",
    slow,
    streams,
    wish: operation.excerpt === undefined ? undefined : { ...wish, of: operation.excerpt },
    ...stream,
  };
  let excerpt: Excerpt | undefined;
  const ask = async (plan: RequestPlan) => {
    const beating = slow === true ? setInterval(onWait, slowBeat, plan).unref() : undefined;
    try {
      if (context.guard !== undefined) await context.guard(operation.where, input, plan);
      const answer = await context.send(plan, options);
      excerpt = answer.excerpt;
      return read(operation, answer, input, plan, context);
    } finally {
      clearInterval(beating);
    }
  };
  const { uuid, labels, narrowed } = context;
  const plan = planOf(operation, input, { line, uuid, labels, narrowed });
  const rows = pages?.rows ?? operation.limit?.rows;
  const known = readable.get(operation) ?? { size: Infinity };
  readable.set(operation, known);
  // What changes something is never sent a second time.
  const isPaged = effect === "read" && (pages !== undefined || Object.hasOwn(plan.query ?? {}, "size"));
  const askAll = (page: RequestPlan) =>
    isPaged && rows !== undefined ? readLargePage(page, rows, ask, known) : ask(page);
  if (pages === undefined || plan.query?.page === undefined) {
    const output = await withTotal(await askAll(plan), plan, ask);
    return { output, more: false, excerpt };
  }
  const askPage = async (page: RequestPlan) => {
    const output = await askAll(page);
    onPage();
    return output;
  };
  return readPages(plan, pages, askPage);
}

function read(
  operation: AnyOperation,
  answer: Answer,
  input: unknown,
  plan: RequestPlan,
  { instance, tenant, ui, credentials }: Context,
): JsonObject {
  const { line } = instance;
  const { service } = plan;
  const request = () => nameOf(plan, tenant);
  const { status } = answer;
  const refused = () =>
    refusal(request(), answer, {
      advice: adviceFor(status, operation, line),
      credentials,
      changes: operation.effect !== "read",
      instance,
      service,
      ui,
    });
  const good = isGood(status);
  const reader = operation.on?.[status] ?? (good ? readerOf(operation, line) : undefined);
  if (reader === undefined || isPage(answer)) throw refused();
  try {
    return reader(answer, input, ui) as JsonObject;
  } catch (error) {
    if (error instanceof PageError) throw refused();
    if (!(error instanceof ContractError)) throw error;
    const warning = say`${serviceSaid(plan)} took the request (${status}): look before you try again.`;
    throw new ContractError(
      sentences(
        say`${serviceSaid(plan)}'s answer to ${request()} is not what its contract says, ${error.said}`,
        good && operation.effect !== "read" ? warning : undefined,
      ),
      { cause: error },
    );
  }
}

function readerOf({ read }: AnyOperation, line: string): Read<unknown, unknown> {
  return typeof read === "function" ? read : forRelease(line, read);
}

function adviceFor(status: number, operation: AnyOperation, line: string): Said | undefined {
  const advice = adviceOf(operation, line)[status];
  return advice === undefined ? undefined : own(advice);
}

/** Keyed by status, or by line and then by status: only the latter holds objects. */
function adviceOf({ advice = {} }: AnyOperation, line: string): Readonly<Record<number, string>> {
  const byLine = Object.values(advice).some((entry) => typeof entry === "object");
  return byLine
    ? forRelease(line, advice as PerLine<Readonly<Record<number, string>>>)
    : (advice as Record<number, string>);
}
