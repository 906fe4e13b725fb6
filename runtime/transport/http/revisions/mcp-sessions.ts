import { HttpRefusal, sessionNotFound } from "../wire/refusal.ts";
import { limits } from "../../../limits.ts";
import { createLru, type KeptEntry, type Lru, type LruBounds, type LruRules } from "../callers/lru.ts";

/** An MCP session: what one client of an older revision has with us. */
export interface McpSession extends KeptEntry {
  readonly id: string;
  /** Of the caller that opened it: nobody else may use it. */
  readonly key: string;
}

/** The open ones by their ids, bounded in number and in idle time. */
export interface McpSessions<T extends McpSession> extends Lru<T> {
  /** @throws HttpRefusal 404 for an id that is unknown or another caller's */
  find(id: string, key: string): T;
}

export interface Bounds extends LruBounds {
  /** Whether others than those who are there may come: one alone then leaves some for them. */
  readonly reserve: boolean;
}

export function createMcpSessions<T extends McpSession>(bounds: Bounds): McpSessions<T> {
  const sessions = createLru<T>(bounds, rulesFor(bounds));
  const find = (id: string, key: string): T => {
    const session = sessions.get(id);
    if (session?.key !== key) throw sessionNotFound();
    return session;
  };
  return Object.assign(sessions, { find });
}

function rulesFor<T extends McpSession>({ most, reserve }: Bounds): LruRules<T> {
  return {
    share: (alone) => most * (alone ? (reserve ? limits.sessionShareAlone : 1) : limits.sessionShare),
    // Many clients never say that they are done: the caller's own session that rested longest gives way.
    giving: ({ whole, own, all }) => (whole ? [own, ...largest(all, own.length)] : [own]),
    refusal: (_, share) => new HttpRefusal(503, tooMany(most, Math.ceil(share)), { "Retry-After": "30" }),
  };
}

/** Of the callers that have most, and still have as many as the asking one when both are done: nobody's only session goes. */
function largest<T extends McpSession>(all: readonly T[], asking: number): readonly (readonly T[])[] {
  const owners = new Map<string, T[]>();
  for (const session of all) {
    const own = owners.get(session.owner);
    if (own === undefined) owners.set(session.owner, [session]);
    else own.push(session);
  }
  return [...owners.values()]
    .filter(({ length }) => length > asking + 1)
    .sort((one, other) => other.length - one.length);
}

function tooMany(most: number, share: number): string {
  const ofOne = share < most ? `, and one caller may have at most ${share} of them` : "";
  return (
    `Too many sessions are open: there may be at most ${most} (KESTRA_MCP_MAX_SESSIONS)${ofOne}. ` +
    "End one with DELETE, close clients that are not needed, or try again later."
  );
}
