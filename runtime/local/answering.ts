import { KestraError } from "../errors.ts";
import { createHttp, type Http } from "../http-client/http-client.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import { isGood } from "../http-client/status.ts";
import { configs, instanceOf, loginConfigs } from "../kestra/detect.ts";
import { reasonOf } from "../kestra/error-body.ts";
import type { Instance } from "../kestra/instance.ts";
import { defaultTenant, type Connection } from "../network/connection.ts";
import type { Said } from "../text/said.ts";

/** Milliseconds that one of its answers may take: it is on this machine. */
const patience = 5000;

/** A Kestra on this machine, as far as it answers. */
export interface Answering {
  /** What it is; undefined where nothing answers yet. @throws KestraError where what answers is no Kestra */
  ask(signal: AbortSignal): Promise<Instance | undefined>;
  /** Gives it its first user. @returns why it does not take that one; undefined where it did */
  setUp(username: string, password: string, signal: AbortSignal): Promise<Said | undefined>;
  close(): void;
}

/** @param url of this machine, which is reached straight */
export function answeringAt(url: string, lines: readonly string[]): Answering {
  const connection: Connection = {
    baseUrl: url,
    baseUrlFrom: "the port",
    tenant: defaultTenant,
    credentials: { kind: "none" },
    timeout: patience,
  };
  const http = createHttp(connection);
  return {
    async ask(signal) {
      try {
        const answer = await send(http, configs, signal);
        const login = answer.status === 401 ? await send(http, loginConfigs, signal) : undefined;
        return instanceOf(answer, connection, lines, login);
      } catch (error) {
        signal.throwIfAborted();
        // It is there and not ready yet.
        if (error instanceof KestraError && (error.status === 0 || error.status >= 500)) return undefined;
        throw error;
      }
    },
    async setUp(username, password, signal) {
      const value = { uid: crypto.randomUUID(), username, password };
      const answer = await send(http, { ...firstUser, body: { kind: "json", value } }, signal);
      return isGood(answer.status) ? undefined : reasonOf(answer);
    },
    close() {
      http.close();
    },
  };
}

/** Open to anybody until there is one. */
const firstUser: RequestPlan = { method: "POST", path: "/api/v1/{tenant}/basicAuth" };

function send(http: Http, plan: RequestPlan, signal: AbortSignal) {
  return http.send(plan, { retry: false, signal });
}
