import type { Answer } from "../../../../runtime/http-client/answer.ts";
import type { Http } from "../../../../runtime/http-client/http-client.ts";
import type { RequestPlan } from "../../../../runtime/http-client/request-plan.ts";
import type { Clock } from "../../../../runtime/http-client/retry.ts";
import { KestraError } from "../../../../runtime/errors.ts";
import { keptHttp, type KeptSources } from "../../../../runtime/kept/kept-http.ts";
import { say } from "../../../../runtime/text/said.ts";

/** What a service does next: answers, or cannot be reached. */
export type Next = Partial<Answer> | "away";

/** A service that does one after the other, the last for ever, and keeps what it was asked; its time passes by itself. */
export function service(sources: Partial<KeptSources> = {}, ...next: readonly Next[]) {
  const asked: RequestPlan[] = [];
  const time = { now: Date.parse("2026-01-01T00:00:00Z") };
  const clock: Clock = {
    now: () => time.now,
    sleep: (ms) => {
      time.now += ms;
      return Promise.resolve();
    },
  };
  const http: Http = {
    send(plan) {
      asked.push(plan);
      const one = next[Math.min(asked.length, next.length) - 1] ?? {};
      if (one === "away") return Promise.reject(new KestraError(say`It cannot be reached.`, 0));
      return Promise.resolve({ status: 200, mediaType: "application/json", text: "[]", ...one });
    },
    close: () => undefined,
  };
  const whole = { title: "the catalogue", files: [], filesFrom: "KESTRA_CATALOG_FILE", away: {}, ...sources };
  const kept = keptHttp(http, whole, 10_000, clock);
  const get = (path = "/v1/plugins", signal = new AbortController().signal) =>
    kept.send({ service: "catalog", method: "GET", path }, { retry: true, signal });
  return { asked, time, http: kept, get };
}
