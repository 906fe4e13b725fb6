import type { MissingCredentials, UserSessions, UserWay } from "../access/caller/user-sessions.ts";
import { digestOf } from "../digest.ts";
import { InputError, StoreError } from "../errors.ts";
import type { UserCredentials } from "../config/readers/choices.ts";
import type { Known } from "../kestra/instance.ts";
import { createInstances } from "../kestra/instances.ts";
import { limits } from "../limits.ts";
import { describe, withFields, withMask } from "../log.ts";
import { masker } from "../masking/masker.ts";
import { createSession, type Session } from "../mcp/session.ts";
import type { Connection } from "../network/connection.ts";
import { shareSockets } from "../network/shared-sockets.ts";
import { own, say } from "../text/said.ts";
import {
  createSessionPool,
  type PoolBounds,
  type SessionPool,
} from "../transport/http/callers/session-pool.ts";
import { HttpRefusal } from "../transport/http/wire/refusal.ts";
import type { Accounts } from "./accounts.ts";
import { borrowedDetector } from "./borrowed-detector.ts";
import { impersonating, requireHeeded } from "./impersonation.ts";
import { missingAt, sealedAt } from "./missing.ts";
import { ownerOf, provenEmail, type AccountOwner } from "./user-of.ts";

/** The sessions of users, and what goes before them. */
export interface UserHouse extends UserSessions<Session> {
  /** What all users are served from: it has no credentials, and what is called in it goes to the session of its caller. */
  readonly front: Session;
  close(): void;
}

interface UserHouseGiven {
  /** Is not closed here. */
  readonly operator: Session;
  /** In the order in which they are looked at. */
  readonly modes: readonly UserCredentials[];
  /** Absent where nothing is kept. */
  readonly accounts?: Accounts | undefined;
  /** The page on which users register credentials; absent where users log in elsewhere. */
  readonly link?: string | undefined;
  /** Whether a tool takes a token that passed through a model. */
  readonly takesToken: boolean;
  /** Others than the usual ones. */
  readonly bounds?: Partial<PoolBounds>;
  /** Milliseconds that only grow. */
  readonly now?: () => number;
}

/** That Kestra heeds whom the operator acts for. */
interface Heeded {
  readonly check: Promise<void>;
  readonly until: number;
}

/** Milliseconds after which Kestra is asked again: another release, or what stands before it, may heed it no more. */
const heededTime = 60_000;

/** Milliseconds after which it is kept again that Kestra takes what a user registered. */
const triedTime = 3_600_000;

/** Milliseconds that a call waits to learn the edition. */
const editionTime = 2000;

/**
 * Each user calls Kestra with what is that user's: credentials that were registered, the operator's that act for the user, or
 * the operator's own. Which it is, is looked at for each call, so that a change on any replica counts at once.
 */
export function createUserHouse(given: UserHouseGiven): UserHouse {
  const { operator, modes, accounts, link, takesToken, now = () => performance.now() } = given;
  const { compiled, config, selection, observers, memory, tracing } = operator;
  const most = config.endpoint.maxSessions + limits.otherCallers;
  const pool = createSessionPool({ most, strangers: most, idle: limits.callerIdle, ...given.bounds });
  const detector = createInstances();
  // All users go to the same Kestra, with the same trust and the same certificate of the operator's. As many as there may be calls:
  // nobody waits for a socket that somebody else has.
  const sockets = shareSockets(config.connection, limits.calls);
  const common = { selection, observers, memory, tracing };
  // User -> the session with their registered credentials, and the version of these by which it was found.
  const current = new Map<string, { readonly key: string; readonly version: string }>();
  // Whoever sees a key can test no guess at a password.
  const salt = crypto.randomUUID();
  const keyOf = (id: string, { credentials }: Connection) =>
    JSON.stringify(["own", id, digestOf(JSON.stringify([salt, credentials]), 43)]);
  const heeded = new WeakMap<Session, Heeded>();
  const server = { modes, keeps: accounts !== undefined, link, takesToken };
  const nowhere = (missing: MissingCredentials): UserWay<Session> => ({
    session: front,
    missing,
    release: () => undefined,
  });

  const users: UserSessions<Session> = {
    async of(principal) {
      const owner = ownerOf(principal);
      if (owner === undefined) return undefined;
      try {
        for (const mode of modes) {
          const way = await ways[mode](owner);
          if (way !== undefined) return way;
        }
      } catch (error) {
        // The next word is for who has none: it is no way around one that is refused.
        if (!(error instanceof InputError || error instanceof StoreError)) throw error;
        return nowhere({ said: error.said, isRefused: true });
      }
      return nowhere(missingAt({ ...server, edition: operator.detector.known.edition }));
    },
    account(principal, by) {
      const owner = ownerOf(principal);
      if (owner === undefined || accounts === undefined || !modes.includes("stored")) return undefined;
      return {
        takesToken,
        async facts() {
          try {
            const registered = await accounts.registered(owner.id);
            return { link, ...(registered !== undefined && { registered }) };
          } catch (error) {
            if (error instanceof StoreError) return { link, trouble: error.said.masked(operator.mask) };
            throw error;
          }
        },
        register: (token, signal) => accounts.set({ ...owner, by }, { kind: "token", token }, signal),
      };
    },
  };
  const front = createSession(
    compiled,
    { ...config, connection: withoutCredentials(config.connection) },
    operator.log,
    { ...common, users, detector: borrowedDetector(operator.detector, (it) => operator.onChange(it)) },
  );
  const shared = createSession(compiled, config, operator.log, {
    ...common,
    users,
    acting: "operator",
    detector: borrowedDetector(operator.detector, (it) => operator.onChange(it)),
  });

  const taken: SessionPool["take"] = (key, owner, open) => {
    try {
      return pool.take(key, owner, open);
    } catch (error) {
      throw error instanceof HttpRefusal
        ? new InputError(say`${own(error.message)} Try again later.`)
        : error;
    }
  };
  /** Has it kept what Kestra says of a user's credentials, where that is news, or was kept long ago. */
  const triedOf = (id: string, key: string) => {
    let last: { readonly isTaken: boolean; readonly until: number } | undefined;
    return (isTaken: boolean) => {
      const known = current.get(id);
      if (known?.key !== key || (last?.isTaken === isTaken && last.until > now())) return;
      last = { isTaken, until: now() + triedTime };
      accounts?.tried(id, known.version, isTaken).catch((error: unknown) => {
        operator.log("warning", error instanceof StoreError ? error.said : describe(error));
      });
    };
  };
  const pooled = (key: string, owner: string, acting: "own" | "impersonated", connection?: Connection) => {
    const { session, hold } = taken(key, owner, () => {
      if (connection === undefined) throw new Error("A session was to be there, and is not.");
      const log = withMask(operator.log, masker(connection.credentials));
      const fields = { caller: digestOf(key, 8) };
      const theirs = { ...config, connection };
      return createSession(compiled, theirs, withFields(log, fields), {
        ...common,
        ...{ detector, users, acting, sockets },
        ...(acting === "own" && { tried: triedOf(owner, key) }),
      });
    });
    return { session, release: hold(() => undefined) };
  };
  const forget = (user: string) => {
    const known = current.get(user);
    current.delete(user);
    if (known !== undefined) pool.end(known.key);
  };
  type Way = (owner: AccountOwner) => Promise<UserWay<Session> | undefined>;
  const ways: Readonly<Record<UserCredentials, Way>> = {
    async stored({ id }) {
      const version = await accounts?.version(id);
      if (version === undefined) forget(id);
      if (accounts === undefined || version === undefined) return undefined;
      const known = current.get(id);
      // Opening what is sealed takes its time only where there is no session, or something changed.
      if (known?.version === version && pool.has(known.key)) return pooled(known.key, id, "own");
      const connection = await accounts.connection(id).catch((error: unknown) => {
        if (!(error instanceof StoreError)) throw error;
        operator.log("warning", error.said);
        return null;
      });
      if (connection === null) return nowhere(sealedAt(server));
      if (connection === undefined) return undefined;
      const key = keyOf(id, connection);
      // Calls go on where the same was only encrypted anew.
      if (current.get(id)?.key !== key) forget(id);
      current.set(id, { key, version });
      return pooled(key, id, "own", connection);
    },
    async impersonate({ id, principal }) {
      const email = provenEmail(principal);
      if (email === undefined || (await editionOf(operator)) === "oss") return undefined;
      const key = JSON.stringify(["impersonated", id, email]);
      const way = pooled(key, id, "impersonated", impersonating(config.connection, email));
      const known = heeded.get(way.session);
      const isKnown = known !== undefined && known.until > now();
      const asked = isKnown ? known : { check: requireHeeded(way.session, email), until: now() + heededTime };
      heeded.set(way.session, asked);
      try {
        await asked.check;
        return way;
      } catch (error) {
        heeded.delete(way.session);
        way.release();
        throw error;
      }
    },
    shared: () => Promise.resolve({ session: shared, release: () => undefined }),
  };

  return {
    ...users,
    front,
    close() {
      front.close();
      shared.close();
      pool.close();
      sockets.close();
    },
  };
}

/** Nothing of the operator but where Kestra is, and how it is reached. */
export function withoutCredentials(operator: Connection): Connection {
  return { ...operator, credentials: { kind: "none", give: "credentials on the account page" } };
}

/** Which edition the operator's Kestra is of; undefined where it does not say so in time. */
async function editionOf({ detector }: Session): Promise<Known["edition"]> {
  if (detector.known.edition === undefined) {
    detector.start();
    await detector.settle(editionTime);
  }
  return detector.known.edition;
}
