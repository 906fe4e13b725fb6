import type { Endpoint } from "../config/endpoint.ts";
import type { Observer } from "../observe/observer.ts";
import { openAuditTrail, type AuditHouse } from "./audit-trail.ts";

/** What an operator watches a server by. */
export interface WatchedOperation {
  /** Of all sessions. */
  readonly observers: readonly Observer[];
  /** What is under way is written first. */
  close(): Promise<void>;
}

/** Opens what the operator wants. @throws ConfigurationError */
export function openOperation(endpoint: Endpoint, house: AuditHouse): WatchedOperation {
  const trail = openAuditTrail(endpoint, house);
  return {
    observers: trail === undefined ? [] : [trail.observer],
    close() {
      trail?.close();
      return Promise.resolve();
    },
  };
}
