import { onTestFinished } from "vitest";
import type { Connection } from "../../../runtime/network/connection.ts";
import { createHttp, type Http } from "../../../runtime/http-client/http-client.ts";
import type { RequestPlan } from "../../../runtime/http-client/request-plan.ts";
import type { Answer } from "../../../runtime/http-client/answer.ts";

const connection: Connection = { baseUrl: "", tenant: "main", credentials: { kind: "none" }, timeout: 5000 };
const never = new AbortController().signal;

/** A request for whatever a test's server answers. */
export const plan: RequestPlan = { method: "GET", path: "/api/v1/{tenant}/boxes" };

/** A connection to a URL, closed when the test ends. */
export function httpTo(baseUrl: string, more: Partial<Connection> = {}): Http {
  const http = createHttp({ ...connection, baseUrl, ...more });
  onTestFinished(() => {
    http.close();
  });
  return http;
}

/** Sends one request. */
export function send(http: Http, plan: RequestPlan, retry = false, signal = never): Promise<Answer> {
  return http.send(plan, { retry, signal });
}
