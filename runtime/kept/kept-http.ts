import type { Answer } from "../http-client/answer.ts";
import { isPage } from "../http-client/page.ts";
import type { Http, HttpOptions } from "../http-client/http-client.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import type { Clock } from "../http-client/retry.ts";
import { isGood, isUnsure } from "../http-client/status.ts";
import { KestraError } from "../errors.ts";
import { limits } from "../limits.ts";
import { own, say, type Said } from "../text/said.ts";
import { requestOf, type KeptAnswer } from "./kept-answer.ts";
import type { KeptFile } from "./kept-file.ts";
import type { KeptFolder } from "./kept-folder.ts";

/** Where the answers of a service come from, besides the service. */
export interface KeptSources {
  /** What sentences call the service, such as `the public catalogue`. */
  readonly title: string;
  /** Why the service is not asked, such as `KESTRA_CATALOG is offline`; absent: it is. */
  readonly unasked?: Said | undefined;
  /** Answers that somebody brought, in the order in which they are looked through. */
  readonly files: readonly KeptFile[];
  /** Where answers are kept; absent: nowhere. */
  readonly folder?: KeptFolder | undefined;
}

/** Answered, but not yet. */
const isPending = (status: number) => status === 202;

/**
 * A service whose answers are kept: what came not long ago is not asked again, what is asked is kept, and where the
 * service is away what was kept answers, whatever its age, and then the files. An answer that is still being made (202)
 * is asked for until the request's time is up.
 * @param timeout of one request, in milliseconds
 */
export function keptHttp(http: Http, sources: KeptSources, timeout: number, clock: Clock): Http {
  const { title, unasked, files, folder } = sources;
  /** The service is not asked before, in milliseconds since 1970, and why. */
  let away: { readonly until: number; readonly error: unknown } | undefined;

  const ask = async (plan: RequestPlan, options: HttpOptions): Promise<Answer> => {
    const until = clock.now() + timeout;
    for (let pause = limits.pendingPause; ; pause *= 2) {
      const answer = await http.send(plan, options);
      if (!isPending(answer.status)) return answer;
      if (clock.now() + pause >= until)
        throw new KestraError(
          say`${own(title)} is still making its answer (202). Ask again in a minute.`,
          202,
        );
      await clock.sleep(pause, options.signal);
    }
  };
  const inFiles = async (request: string): Promise<KeptAnswer | undefined> => {
    for (const file of files) {
      const kept = await file.get(request).catch(() => undefined);
      if (kept !== undefined) return kept;
    }
    return undefined;
  };
  const kept = async (request: string): Promise<Answer | undefined> => {
    const cached = await folder?.get(request);
    if (cached !== undefined) return answerOf(cached, "cache");
    const brought = await inFiles(request);
    return brought && answerOf(brought, "file");
  };

  return {
    async send(plan, options) {
      if (plan.method !== "GET") return http.send(plan, options);
      const request = requestOf(plan);
      if (unasked !== undefined) {
        const answer = await kept(request);
        if (answer !== undefined) return answer;
        throw new KestraError(
          say`${own(title)} is not asked, as ${unasked}, and there is no kept answer to ${request}.`,
          0,
        );
      }
      const cached = await folder?.get(request);
      if (cached !== undefined && clock.now() - Date.parse(cached.at) < limits.keptFresh)
        return answerOf(cached, "cache");
      const refused = away !== undefined && clock.now() < away.until ? away.error : undefined;
      const outcome = refused === undefined ? await outcomeOf(() => ask(plan, options)) : { error: refused };
      options.signal.throwIfAborted();
      if (outcome.answer !== undefined && isAnswer(outcome.answer)) {
        away = undefined;
        const { status, mediaType, text } = outcome.answer;
        if (isGood(status))
          await folder?.put({ request, at: new Date(clock.now()).toISOString(), mediaType, text });
        return outcome.answer;
      }
      const { error } = outcome;
      if (error instanceof KestraError && error.status === 0)
        away ??= { until: clock.now() + limits.awayTime, error };
      const answer = cached === undefined ? await kept(request) : answerOf(cached, "cache");
      if (answer !== undefined) return answer;
      if (outcome.answer !== undefined) return outcome.answer;
      throw error;
    },
    close() {
      http.close();
    },
  };
}

/** Whether the service itself answered, be it with a no. */
function isAnswer(answer: Answer): boolean {
  return !isUnsure(answer.status) && answer.status !== 429 && !isPage(answer);
}

async function outcomeOf(
  ask: () => Promise<Answer>,
): Promise<{ readonly answer?: Answer; readonly error?: unknown }> {
  try {
    return { answer: await ask() };
  } catch (error) {
    return { error };
  }
}

function answerOf({ mediaType, text, at }: KeptAnswer, where: "cache" | "file"): Answer {
  return { status: 200, mediaType, text, kept: { in: where, at } };
}
