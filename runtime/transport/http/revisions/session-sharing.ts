import type { Caller } from "../callers/callers.ts";
import type { Endpoint } from "../../../config/endpoint.ts";
import { describe } from "../../../log.ts";
import type { ClientMessage } from "../../../mcp/wire/client-message.ts";
import type { Store } from "../../../store/store.ts";
import { HttpRefusal, sessionNotFound } from "../wire/refusal.ts";
import type { Exchange } from "./exchange.ts";
import { agreed } from "./initialize.ts";
import { replay } from "./replay.ts";
import { openSession, type Session2025, type SessionHouse } from "./session-2025.ts";
import { openSharedSessions, sessionDigest, type KeptSession, type ToldSession } from "./shared-sessions.ts";
import { isForOthers } from "./tagged-requests.ts";

/** How sessions are kept beyond this process. */
export interface SessionSharing {
  readonly store: Store;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Sessions of this process that others serve, too. */
export interface SharedHere {
  /** For sessions that are opened. */
  readonly house: SessionHouse;
  /** A session was opened here. */
  opened(session: Session2025, initialize: ClientMessage, caller: Caller): Promise<void>;
  /** Opens one here that was opened elsewhere. @throws HttpRefusal 404, 503; StoreError */
  revived(id: string, caller: Caller): Promise<Session2025>;
  /** Its client sent something. */
  heard(session: Session2025, body: Exchange["body"]): Promise<void>;
  /** That was taken. */
  taken(session: Session2025, method: string | undefined, body: Exchange["body"]): Promise<void>;
  close(): Promise<void>;
}

/** Sessions that are kept for each that one process may have: replicas are a few. */
const processes = 8;

/** Milliseconds after which a store is told again that a session is used. */
const touchInterval = 60_000;

/** Bodies of one session that are handed on to other processes in so many milliseconds: far more than a client answers. */
const [mostPassed, passTime] = [600, 60_000];

/** Rejects with StoreError. */
export async function shareSessions(
  parts: Omit<SessionHouse, "tag" | "onClose">,
  { sessionIdle: idle, maxSessions }: Pick<Endpoint, "sessionIdle" | "maxSessions">,
  { store, now }: SessionSharing,
): Promise<SharedHere> {
  const { sessions } = parts;
  const byDigest = new Map<string, Session2025>();
  const heard = (told: ToldSession) => {
    const session = byDigest.get(told.session);
    if (session === undefined) return;
    if ("ended" in told) session.close();
    else for (const message of told.messages) session.transport.onmessage?.(message);
  };
  const shared = await openSharedSessions({ store, idle, most: processes * maxSessions, now, heard });
  const house: SessionHouse = {
    ...parts,
    tag: shared.tag,
    onClose: ({ id }) => byDigest.delete(sessionDigest(id)),
  };
  const share = (session: Session2025, kept: KeptSession) => {
    byDigest.set(sessionDigest(session.id), session);
    session.kept = kept;
    session.touchedAt = now();
  };
  const interval = Math.min(touchInterval, idle / 4);
  /** One that was ended elsewhere is closed. Where the store is away, it is told the next time. */
  const touch = (session: Session2025, changed?: KeptSession) => {
    const kept = changed ?? session.kept;
    if (kept === undefined || (changed === undefined && now() - session.touchedAt < interval)) return;
    session.kept = kept;
    session.touchedAt = now();
    shared.touch(session.id, session.key, kept).then(
      (isThere) => {
        if (!isThere) session.close();
      },
      () => undefined,
    );
  };
  const touching = setInterval(() => {
    for (const session of sessions.all()) if (session.streams > 0) touch(session);
  }, interval).unref();

  const reviving = new Map<string, Promise<Session2025 | undefined>>();
  const revive = async (id: string, caller: Caller): Promise<Session2025 | undefined> => {
    const kept = await shared.find(id, caller.key);
    if (kept === undefined) return undefined;
    const revision = agreed(kept.initialize);
    const session = await openSession(house, caller, { id, revision });
    if (!(await replay(session.transport, { id, revision, ...kept }))) {
      session.close();
      return undefined;
    }
    session.events.forget();
    share(session, kept);
    // What was said of its end before it was here, nobody heard.
    const isThere = await shared.touch(id, caller.key, kept).catch((error: unknown) => {
      session.close();
      throw error;
    });
    if (isThere) return session;
    session.close();
    return undefined;
  };

  return {
    house,
    async opened(session, initialize, caller) {
      const kept = { initialize };
      try {
        if (await shared.keep(session.id, session.key, kept)) share(session, kept);
      } catch (error) {
        // It is of this process alone then.
        caller.session.log("warning", describe(error));
      }
    },
    async revived(id, caller) {
      const asked = JSON.stringify([id, caller.key]);
      const known = reviving.get(asked) ?? revive(id, caller).finally(() => reviving.delete(asked));
      reviving.set(asked, known);
      const session = await known;
      if (session === undefined) throw sessionNotFound();
      return session;
    },
    async heard(session, body) {
      touch(session);
      const messages = messagesIn(body).filter((message) => isForOthers(message, shared.tag));
      if (messages.length === 0) return;
      countPassed(session, now());
      await shared.pass(session.id, messages);
    },
    async taken(session, method, body) {
      if (method === "DELETE") {
        await shared.end(session.id);
        return;
      }
      const level = messagesIn(body).findLast((message) => message.method === "logging/setLevel")?.params
        ?.level;
      if (typeof level === "string" && session.kept !== undefined) touch(session, { ...session.kept, level });
    },
    async close() {
      clearInterval(touching);
      await shared.close().catch(() => undefined);
    },
  };
}

/** @throws HttpRefusal 429: answers cost no call, and each is heard by all processes */
function countPassed({ passed }: Session2025, time: number): void {
  if (time - passed.since >= passTime) Object.assign(passed, { since: time, count: 0 });
  passed.count++;
  if (passed.count <= mostPassed) return;
  throw new HttpRefusal(429, "Too many answers came in this session. Try again in a minute.", {
    "Retry-After": "60",
  });
}

function messagesIn(body: Exchange["body"]): readonly ClientMessage[] {
  return [body ?? []].flat();
}
