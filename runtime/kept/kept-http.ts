import type { Answer } from "../http-client/answer.ts";
import { isPage, looksLikePage } from "../http-client/page.ts";
import type { Http } from "../http-client/http-client.ts";
import type { Clock } from "../http-client/retry.ts";
import { isGood, isUnsure } from "../http-client/status.ts";
import { KestraError } from "../errors.ts";
import { limits } from "../limits.ts";
import { own, say, type Said } from "../text/said.ts";
import { sentences } from "../text/sentences.ts";
import { requestOf, type KeptAnswer } from "./kept-answer.ts";
import type { KeptFile } from "./kept-file.ts";
import type { KeptFolder } from "./kept-folder.ts";
import { askUntilMade } from "./pending.ts";
import { unusable } from "./unusable-files.ts";

/** Where the answers of a service come from, besides the service. */
export interface KeptSources {
  /** What sentences call the service, such as `the public catalogue`. */
  readonly title: string;
  /** Why the service is not asked, such as `KESTRA_CATALOG is offline`; absent: it is. */
  readonly unasked?: Said | undefined;
  /** Answers that somebody brought, in the order in which they are looked through, and the variable that names them. */
  readonly files: readonly KeptFile[];
  readonly filesFrom: string;
  /** Where answers are kept; absent: nowhere. */
  readonly folder?: KeptFolder | undefined;
  /** What is known of it: changed here. */
  readonly away: Away;
}

/** Of a service that could not be reached: until when it is not asked, in milliseconds since 1970, and why. */
interface Away {
  until?: number | undefined;
  error?: unknown;
}

/** What was looked for in files: an answer, or which of them cannot be used. */
interface Brought {
  readonly kept?: KeptAnswer;
  readonly unusable: readonly Said[];
}

/** A service that is for everybody asks nobody who he is: something between did, or it had no time. */
const isOfOthers = (status: number) => [401, 403, 407, 408, 425, 429, 451].includes(status);

/**
 * A service whose answers are kept: what came not long ago is not asked again, what is asked is kept, and where the
 * service is away what was kept answers, whatever its age, and then the files. An answer that is still being made (202)
 * is asked for until the request's time is up.
 * @param timeout of one request, in milliseconds
 */
export function keptHttp(http: Http, sources: KeptSources, timeout: number, clock: Clock): Http {
  const { title, unasked, folder, away } = sources;
  const asking = { http, title, timeout, clock };

  const keep = async (request: string, { mediaType, text }: Answer) =>
    folder?.put({ request, at: new Date(clock.now()).toISOString(), mediaType, text });

  return {
    async send(plan, options) {
      if (plan.method !== "GET") return http.send(plan, options);
      options.signal.throwIfAborted();
      const request = requestOf(plan);
      const cached = await folder?.get(request);
      if (unasked === undefined && cached !== undefined && isFresh(cached, clock.now()))
        return answerOf(cached, "cache");
      let outcome: Outcome = { error: away.error };
      const isRefused = away.until !== undefined && clock.now() < away.until;
      if (unasked === undefined && !isRefused) {
        outcome = await outcomeOf(() => askUntilMade(asking, plan, options));
        options.signal.throwIfAborted();
        const isAway = outcome.error instanceof KestraError && outcome.error.status === 0;
        away.until = isAway ? clock.now() + limits.awayTime : undefined;
        away.error = outcome.error;
      }
      const { answer } = outcome;
      if (answer !== undefined && isAnswer(answer)) {
        if (isWhole(answer)) await keep(request, answer);
        return answer;
      }
      if (cached !== undefined) return answerOf(cached, "cache");
      const brought = await inFiles(sources, request);
      if (brought.kept !== undefined) return answerOf(brought.kept, "file");
      if (unasked !== undefined) {
        const none = say`${own(title)} is not asked, as ${unasked}, and there is no kept answer to ${request}.`;
        throw new KestraError(sentences(none, ...brought.unusable), 0);
      }
      if (answer !== undefined) return answer;
      const { error } = outcome;
      if (!(error instanceof KestraError) || brought.unusable.length === 0) throw error;
      throw new KestraError(sentences(error.said, ...brought.unusable), error.status, { cause: error });
    },
    close() {
      http.close();
    },
  };
}

/** What asking a service came to. */
interface Outcome {
  readonly answer?: Answer;
  readonly error?: unknown;
}

async function outcomeOf(ask: () => Promise<Answer>): Promise<Outcome> {
  try {
    return { answer: await ask() };
  } catch (error) {
    return { error };
  }
}

/** Whether the service itself answered, be it with a no. */
export function isAnswer(answer: Answer): boolean {
  const { status, mediaType } = answer;
  if (isUnsure(status) || isOfOthers(status) || isPage(answer)) return false;
  return mediaType !== "application/json" || !looksLikePage(answer);
}

/** Whether the next one who asks the same may be given it. */
export function isWhole({ status, excerpt }: Answer): boolean {
  return isGood(status) && excerpt === undefined;
}

/** One that came after now was written by another clock. */
function isFresh({ at }: KeptAnswer, now: number): boolean {
  const age = now - Date.parse(at);
  return age >= 0 && age < limits.keptFresh;
}

async function inFiles({ files, filesFrom }: KeptSources, request: string): Promise<Brought> {
  const failed: Said[] = [];
  for (const file of files) {
    try {
      const kept = await file.get(request);
      if (kept !== undefined) return { kept, unusable: failed };
    } catch (error) {
      failed.push(unusable(filesFrom, file.path, error));
    }
  }
  return { unusable: failed };
}

function answerOf({ mediaType, text, at }: KeptAnswer, where: "cache" | "file"): Answer {
  return { status: 200, mediaType, text, kept: { in: where, at } };
}
