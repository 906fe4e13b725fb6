import { requireReadableMetrics, type Endpoint } from "../config/endpoint.ts";
import type { Observer } from "../observe/observer.ts";
import type { Tracing } from "../observe/tracing.ts";
import type { Store } from "../store/store.ts";
import { openAuditTrail, type AuditHouse } from "./audit-trail.ts";
import type { Metrics } from "./metrics.ts";

/** What an operator watches a server by. */
export interface WatchedOperation {
  /** Of all sessions. */
  readonly observers: readonly Observer[];
  readonly metrics?: Metrics | undefined;
  readonly tracing?: Tracing | undefined;
  /** Where what lasts is kept; absent: nowhere. */
  readonly store?: Store | undefined;
  /** What is under way is written and sent first. */
  close(): Promise<void>;
}

/** What watching needs of the program. */
export interface OperationHouse extends AuditHouse {
  readonly version: string;
  /** Closed with the rest. */
  readonly store?: Store | undefined;
}

/** Opens what the operator wants, and loads nothing else. @throws ConfigurationError */
export async function openOperation(endpoint: Endpoint, house: OperationHouse): Promise<WatchedOperation> {
  requireReadableMetrics(endpoint);
  const { version, store, warn } = house;
  const { auth } = endpoint;
  const metrics =
    endpoint.metrics === "off"
      ? undefined
      : (await import("./metrics.ts")).createMetrics({ version, auth }, store);
  const traces = endpoint.otel ? (await import("./traces.ts")).createTraces({ version, warn }) : undefined;
  const trail = openAuditTrail(endpoint, house);
  return {
    observers: [trail?.observer, metrics?.observer].filter((one) => one !== undefined),
    metrics,
    tracing: traces?.tracing,
    store,
    async close() {
      await traces?.close();
      metrics?.close();
      trail?.close();
      await store?.close();
    },
  };
}
