import { createHmac, randomBytes } from "node:crypto";
import { callerConnection } from "./caller-headers.ts";
import type { Callers } from "./callers.ts";
import { principalKey } from "../../../auth/principal-key.ts";
import type { Config } from "../../../config/config.ts";
import type { Connection } from "../../../network/connection.ts";
import { createInstances } from "../../../kestra/instances.ts";
import { limits } from "../../../limits.ts";
import { withFields, withMask } from "../../../log.ts";
import { masker } from "../../../masking/masker.ts";
import { createSession, type Session } from "../../../mcp/session.ts";
import { createSessionPool, type PoolBounds } from "./session-pool.ts";
import { mostStrangers } from "./strangers.ts";

/**
 * Each caller that brings credentials has a session of its own, with nothing of the operator's but what it decided for
 * all; who brings none acts as the operator.
 * @param operator is not closed here
 * @param bounds others than the usual ones
 * @param secret of this process, or of its replicas: whoever sees a key can test no guess at what it stands for
 */
export function credentialCallers(
  operator: Session,
  bounds?: Partial<PoolBounds>,
  secret: Uint8Array = randomBytes(32),
): Callers {
  const { config, compiled, selection, observers, memory, tracing } = operator;
  const { maxSessions } = config.endpoint;
  const most = maxSessions + limits.otherCallers;
  // Those who have a session, and as many without one.
  const strangers = 2 * mostStrangers(maxSessions);
  const pool = createSessionPool({ most, strangers, idle: limits.callerIdle, ...bounds });
  const detector = createInstances();
  const digest = (...parts: readonly unknown[]) =>
    createHmac("sha256", secret).update(JSON.stringify(parts)).digest("base64url");
  const keyOf = ({ baseUrl, tenant, credentials }: Connection, asker: string) =>
    digest(asker, baseUrl, tenant, credentials);
  // Anybody may name any tenant: each would be a share of its own.
  const ownerOf = ({ baseUrl, credentials }: Connection, asker: string) =>
    digest(asker, baseUrl, credentials);

  const open = (connection: Connection, key: string) => {
    const log = withFields(withMask(operator.log, masker(connection.credentials)), {
      caller: key.slice(0, 8),
    });
    const own = configFor(connection, config);
    return createSession(compiled, own, log, { selection, detector, observers, memory, tracing });
  };

  return {
    check(headers) {
      callerConnection(headers, config);
    },
    callerOf(headers, principal) {
      const connection = callerConnection(headers, config);
      const asker = principalKey(principal);
      if (connection === undefined) {
        return { key: asker, session: operator, hold: () => () => undefined };
      }
      const key = keyOf(connection, asker);
      const owner = ownerOf(connection, asker);
      const { session, hold } = pool.take(key, owner, () => open(connection, key));
      return { key, owner, session, hold };
    },
    close() {
      pool.close();
    },
  };
}

/** What the operator says of a release is about the operator's Kestra. */
function configFor(connection: Connection, { release, ...config }: Config): Config {
  const same = connection.baseUrl === config.connection.baseUrl;
  return { ...config, connection, ...(same && release !== undefined ? { release } : {}) };
}
