import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Observer } from "../observe/observer.ts";
import { metricList } from "./metric-list.ts";
import type { Kind, Store } from "../store/store.ts";

/** What is counted of a server, in the text format of Prometheus. */
export interface Metrics {
  readonly observer: Observer;
  /** The media type of the text. */
  readonly type: string;
  text(): Promise<string>;
  /** Says how many MCP sessions are open. */
  sessionsBy(count: () => number): void;
  close(): void;
}

/** Seconds: an answer that is kept, one of Kestra's, one that is waited for. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** What is counted of a store: what a growing number of tells something. */
const stored: readonly Kind[] = ["client", "user", "grant", "access", "refresh", "credential", "session"];

/** Methods of HTTP that have a row of their own: anybody may make up others. */
const known = /^(GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH)$/;

function methodOf(method: string): string {
  return known.test(method) ? method : "other";
}

/** A metric whose labels are known. */
interface Facts<L extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly L[];
}

function gaugeOf<L extends string>({ name, help, labels }: Facts<L>) {
  return { name, help, labelNames: [...labels] };
}

/**
 * Counts. Of what clients send nothing is a label but names of ours, so that nobody can make rows.
 * @param about what does not change: the version of the program, and how clients prove who calls
 */
export function createMetrics(about: Readonly<Record<"version" | "auth", string>>, store?: Store): Metrics {
  const register = new Registry();
  const registers = [register];
  const counter = <L extends string>({ name, help, labels }: Facts<L>) =>
    new Counter({ name, help, labelNames: [...labels], registers });
  const histogram = <L extends string>({ name, help, labels }: Facts<L>) =>
    new Histogram({ name, help, labelNames: [...labels], buckets, registers });
  collectDefaultMetrics({ register });
  new Gauge({ ...gaugeOf(metricList.info), registers }).set(about, 1);

  const calls = counter(metricList.calls);
  const callTime = histogram(metricList.callTime);
  const requests = counter(metricList.requests);
  const requestTime = histogram(metricList.requestTime);
  const http = counter(metricList.http);
  const httpTime = histogram(metricList.httpTime);
  const events = counter(metricList.events);
  const limited = counter(metricList.limited);
  const sessions = { count: () => 0 };
  new Gauge({
    ...gaugeOf(metricList.sessions),
    registers,
    collect() {
      this.set(sessions.count());
    },
  });
  if (store !== undefined) {
    new Gauge({
      ...gaugeOf(metricList.stored),
      registers,
      async collect() {
        // Where the store does not answer, the rest is told all the same.
        await Promise.all(
          stored.map(async (kind) => {
            this.set({ kind }, await store.count(kind));
          }),
        ).catch(() => {
          this.reset();
        });
      },
    });
  }

  return {
    observer: {
      call({ tool, action = "", outcome, ms }) {
        calls.inc({ tool, action, outcome });
        callTime.observe({ tool }, ms / 1000);
      },
      request({ service = "kestra", method, status, ms }) {
        requests.inc({
          service,
          method: methodOf(method),
          status: status === undefined ? "none" : `${Math.floor(status / 100)}xx`,
        });
        requestTime.observe({ service }, ms / 1000);
      },
      http({ route, method = "", status, ms }) {
        http.inc({ route, method: methodOf(method), status });
        if (ms !== undefined) httpTime.observe({ route }, ms / 1000);
      },
      access({ event }) {
        events.inc({ event });
      },
      limited({ limit }) {
        limited.inc({ limit });
      },
    },
    type: register.contentType,
    text: () => register.metrics(),
    sessionsBy(count) {
      sessions.count = count;
    },
    close() {
      register.clear();
    },
  };
}
