import { KestraError, TooLargeError } from "../errors.ts";
import { serviceSaid, type Connection } from "../network/connection.ts";
import { addressSaid } from "../network/said-place.ts";
import { own, say, type Said } from "../text/said.ts";
import { sentences } from "../text/sentences.ts";
import type { Answer } from "./answer.ts";
import { farthestByte, mostBytes, type AnswerBody } from "./answer-body.ts";
import { isPage } from "./page.ts";
import type { RequestPlan } from "./request-plan.ts";
import type { Attempted } from "./retry.ts";
import { isGood } from "./status.ts";

/** An answer as it came, of whatever kind. */
export interface RawAnswer extends Attempted {
  readonly location?: string | undefined;
  readonly unread?: AnswerBody["unread"] | "stream" | "no stream";
  readonly encoding?: string | undefined;
}

/** What was asked. */
interface Sent {
  readonly connection: Connection;
  readonly plan: RequestPlan;
  readonly name: () => Said;
  /** Whether it asks for a change. */
  readonly changes: boolean;
}

/**
 * The answer, where it can be read.
 * @throws KestraError for one that is too large, redirects, or is not of the kind that was asked for
 */
export function checked(answer: RawAnswer, { connection, plan, name, changes }: Sent): Answer {
  const { status, mediaType, text, bytes, excerpt, location, encoding, unread } = answer;
  if (status >= 300 && status < 400 && location !== undefined) {
    throw new KestraError(
      say`${name()} was redirected to ${addressSaid(origin(location, connection))} (${status}), which is not followed. Is ${own(connection.baseUrlFrom ?? "KESTRA_BASE_URL")} right?`,
      status,
    );
  }
  const who = () => serviceSaid(connection);
  const taken = changes && isGood(status);
  const warning = () =>
    taken ? say`${who()} took the request (${status}): look before you try again.` : undefined;
  const unreadable = (what: Said) =>
    new KestraError(sentences(say`${who()}'s answer to ${name()} ${what}.`, warning()), status, {
      mayBeDone: taken,
    });
  if (unread === "large") {
    const hint =
      plan.query === undefined ? undefined : say`Ask for less: a filter, fewer rows, a smaller page.`;
    const size = mostBytes / 1024 / 1024;
    const what = say`${who()}'s answer to ${name()} is larger than ${size} MB, which is not read.`;
    throw new TooLargeError(what, status, warning() ?? hint, { mayBeDone: taken });
  }
  if (unread === "far")
    throw tooFar(who(), name(), say`within its first ${farthestByte / 1024 / 1024} MB`, status);
  if (unread === "stream") throw unreadable(say`is an event stream, which was not asked for`);
  if (unread === "no stream" && !isPage(answer))
    throw unreadable(say`is not an event stream (${mediaType === "" ? say`no media type` : mediaType})`);
  if (encoding !== undefined && encoding !== "identity")
    throw unreadable(say`is compressed (${encoding}), which was not asked for`);
  return {
    status,
    mediaType,
    text,
    ...(bytes === undefined ? {} : { bytes }),
    ...(excerpt === undefined ? {} : { excerpt }),
    ...asked(connection),
  };
}

function asked({ service, baseUrlFrom }: Connection): Pick<Answer, "of"> {
  if (baseUrlFrom === undefined) return {};
  return { of: service === undefined ? { baseUrlFrom } : { service, baseUrlFrom } };
}

/** Of a redirect only the origin is told: the rest may hold a token. */
function origin(location: string, connection: Connection): string {
  return URL.canParse(location, connection.baseUrl)
    ? new URL(location, connection.baseUrl).origin
    : "elsewhere";
}

/** The part that is wanted did not come. @param who answered @param bound in what it did not */
export function tooFar(who: Said, name: Said, bound: Said, status = 0): KestraError {
  return new KestraError(
    say`${who}'s answer to ${name} is large, and the part that was asked for did not come ${bound}. What lies before it can be read: ask for an earlier part.`,
    status,
  );
}
