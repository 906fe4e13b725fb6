import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import type { Follow } from "../../../auth/follow.ts";
import type { Caller } from "../callers/callers.ts";
import { describe } from "../../../log.ts";
import { binding2025, type Binding2025 } from "../../../mcp/protocol/2025.ts";
import { shortSession } from "../../../mcp/request-facts.ts";
import type { Principal } from "../../../auth/principal.ts";
import type { Service, Watch } from "../../../mcp/service.ts";
import type { InFlight } from "../../../mcp/in-flight.ts";
import type { EventMemory, SessionEvents } from "./event-memory.ts";
import type { McpSession, McpSessions } from "./mcp-sessions.ts";
import { createEarlyRequests, type EarlyRequests } from "../../../mcp/protocol/open-requests.ts";
import { createRequests, type Requests } from "./requests.ts";
import type { KeptSession } from "./shared-sessions.ts";
import { tagRequests } from "./tagged-requests.ts";
import { say } from "../../../text/said.ts";

/** An open session of a revision before 2026-07-28. */
export interface Session2025 extends McpSession {
  readonly transport: WebStandardStreamableHTTPServerTransport;
  readonly events: SessionEvents;
  readonly requests: Requests;
  /** Those that the SDK has not seen. */
  readonly early: EarlyRequests;
  readonly begin: Binding2025["begin"];
  readonly revision: string;
  /** Its client asks, or listens, for somebody who may do this now. */
  seen(principal: Principal): void;
  /** Open ones that it did not open by a request: on them it can be asked, too. */
  streams: number;
  /** What a store keeps of it, so that others can serve it; undefined where none does. */
  kept: KeptSession | undefined;
  /** Bodies that were handed on to other processes since a time, in milliseconds since the epoch. */
  readonly passed: { since: number; count: number };
  /** When the store was told that it is used, in milliseconds since the epoch. */
  touchedAt: number;
}

/** What sessions have around them. */
export interface SessionHouse {
  readonly service: Service;
  readonly inFlight: InFlight;
  /** What becomes of who opened it; absent: nothing does. */
  readonly follow?: Follow | undefined;
  readonly sessions: McpSessions<Session2025>;
  readonly memory: EventMemory;
  /** Of this process, where others serve its sessions, too. */
  readonly tag?: string | undefined;
  readonly onClose: (session: Session2025) => void;
}

/** After how many milliseconds a client that lost its stream should come back. */
export const retryInterval = 1000;

/** A use of a session ends when it is closed: there is nothing more to end. */
export const closedWithIt = () => undefined;

/**
 * Opens a session, which is among the others once its client's `initialize` has come.
 * @throws HttpRefusal 503 where there are too many
 */
export async function openSession(
  house: SessionHouse,
  caller: Caller,
  { id, revision }: { readonly id: string; readonly revision: string },
): Promise<Session2025> {
  const { service, sessions, memory, inFlight, follow, tag, onClose } = house;
  const owner = caller.owner ?? caller.key;
  const isAccepted = () => caller.session.accepted;
  sessions.makeRoom({ owner, isAccepted });
  const events = memory.open();
  const transport = new WebStandardStreamableHTTPServerTransport({
    sessionIdGenerator: () => id,
    onsessioninitialized: () => {
      sessions.add(id, session);
    },
    eventStore: events,
    retryInterval,
  });
  const requests = createRequests(transport);
  const early = createEarlyRequests();
  const release = caller.hold(() => {
    session.close();
  });
  transport.onclose = () => {
    sessions.remove(id);
    onClose(session);
    leave?.();
    early.close();
    requests.close();
    events.forget();
    release();
  };
  // A client that goes away does not cancel what it asked for: until that settled the session is not idle.
  const busy: InFlight = {
    ...inFlight,
    track(request) {
      const left = sessions.use(session.id, closedWithIt);
      calls++;
      const done = () => {
        left();
        calls--;
        if (isExpired) closeIfIdle();
      };
      request.then(done, done);
      return inFlight.track(request);
    },
  };
  let watch: Watch | undefined;
  let principal: Principal | undefined;
  let leave: (() => void) | undefined;
  let calls = 0;
  let isExpired = false;
  // The answer of a call that just settled is written in a later microtask.
  const closeIfIdle = () =>
    void setImmediate(() => {
      if (isExpired && calls === 0) close();
    });
  /** What one access token opened goes on with the next one: a session ends with the grant, or with the last token. */
  const followLogin = (now: Principal) => {
    const isLonger = (now.until ?? Infinity) > (principal?.until ?? Infinity);
    if (leave !== undefined && now.user?.grant === principal?.user?.grant && !isLonger) return;
    leave?.();
    isExpired = false;
    leave = follow?.({
      request: { headers: {} },
      principal: now,
      // Requests that are being served are told first.
      ended: () => void setImmediate(close),
      expired() {
        isExpired = true;
        closeIfIdle();
      },
      changed: () => undefined,
    });
  };
  const { server, begin } = binding2025({
    service,
    session: caller.session,
    inFlight: busy,
    transport: "http",
    protocol: () => revision,
    watching(it) {
      watch = it;
      if (principal !== undefined) it.seen(principal);
    },
  });
  const close = () => {
    server.close().catch((error: unknown) => {
      caller.session.log("warning", describe(error));
    });
  };
  const session: Session2025 = {
    id,
    key: caller.key,
    owner,
    isAccepted,
    transport,
    events,
    requests,
    early,
    begin,
    revision,
    seen(now) {
      followLogin(now);
      const until = Math.max(now.until ?? Infinity, principal?.until ?? 0);
      principal = now.until === undefined ? now : { ...now, until };
      watch?.seen(now);
    },
    streams: 0,
    kept: undefined,
    passed: { since: 0, count: 0 },
    touchedAt: 0,
    close,
    giveWay() {
      caller.session.log("info", say`A session was closed to make room for another one.`, {
        mcpSession: shortSession(id),
      });
      close();
    },
  };
  await server.connect(transport);
  const { onmessage } = transport;
  transport.onmessage = (message, extra) => {
    if ("method" in message) early.heard(message);
    onmessage?.(message, extra);
  };
  if (tag !== undefined) tagRequests(transport, tag);
  return session;
}
