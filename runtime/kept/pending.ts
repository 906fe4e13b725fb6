import type { Answer } from "../http-client/answer.ts";
import type { Http, HttpOptions } from "../http-client/http-client.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import type { Clock } from "../http-client/retry.ts";
import { KestraError } from "../errors.ts";
import { limits } from "../limits.ts";
import { own, say } from "../text/said.ts";

/** Answered, but not yet. */
const isPending = (status: number) => status === 202;

/** Whom to ask, and how long. */
export interface AskedService {
  readonly http: Http;
  /** As sentences name it. */
  readonly title: string;
  /** Of one request, in milliseconds. */
  readonly timeout: number;
  readonly clock: Clock;
}

/**
 * Asks until the answer is made. @throws KestraError of status 202 where it is not when the time of a request is up; what
 * sending throws
 */
export async function askUntilMade(
  { http, title, timeout, clock }: AskedService,
  plan: RequestPlan,
  options: HttpOptions,
): Promise<Answer> {
  const until = clock.now() + timeout;
  for (let pause = limits.pendingPause; ; pause *= 2) {
    const answer = await http.send(plan, options);
    if (!isPending(answer.status)) return answer;
    if (clock.now() + pause >= until)
      throw new KestraError(say`${own(title)} is still making its answer (202). Ask again in a minute.`, 202);
    await clock.sleep(pause, options.signal);
  }
}
