import { createHmac, randomBytes } from "node:crypto";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import { digestOf } from "../../../digest.ts";
import { parseForeign } from "../../../json/foreign-json.ts";
import { isObject, type JsonObject } from "../../../json.ts";
import type { ClientMessage } from "../../../mcp/wire/client-message.ts";
import type { Store } from "../../../store/store.ts";

/** MCP sessions that outlive a process, and that all processes of one store serve. */
export interface SharedSessions {
  /** Of this process: requests to clients bear it in their ids. */
  readonly tag: string;
  /** Keeps a session that was opened, where there is room. @param key of its caller @returns whether it is kept */
  keep(id: string, key: string, kept: KeptSession): Promise<boolean>;
  /** What is kept of a session of this caller. Rejects with StoreError. */
  find(id: string, key: string): Promise<KeptSession | undefined>;
  /** Says that it is used, or what has changed of it. @returns whether it is still there */
  touch(id: string, key: string, kept: KeptSession): Promise<boolean>;
  /** Ends it, in all processes. */
  end(id: string): Promise<void>;
  /** Hands messages of its client to the processes that serve it. */
  pass(id: string, messages: readonly ClientMessage[]): Promise<void>;
  close(): Promise<void>;
}

/** What a session was opened with, and what its client said since. */
export interface KeptSession {
  /** As `readInitialize` leaves it. */
  readonly initialize: ClientMessage;
  /** What is least told of the log; absent: nothing was said. */
  readonly level?: string;
}

/** What other processes say of a session, which is named by `sessionDigest`. */
export type ToldSession =
  | { readonly session: string; readonly messages: readonly JSONRPCMessage[] }
  | { readonly session: string; readonly ended: true };

const channel = "mcp-session";

/** By which a session is kept: its id lets whoever has it, and the caller's credentials, use it. */
export function sessionDigest(id: string): string {
  return digestOf(id, 43);
}

/** How sessions are kept. */
export interface SharedSessionsRules {
  readonly store: Store;
  /** Milliseconds after which one is over that nobody used. */
  readonly idle: number;
  /** Sessions that are kept, of all processes: others are of the process that opened them alone. */
  readonly most: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** What another process says. It must not throw. */
  readonly heard: (told: ToldSession) => void;
}

/** Listens from when it settles. Rejects with StoreError. */
export async function openSharedSessions(rules: SharedSessionsRules): Promise<SharedSessions> {
  const { store, idle, most, now, heard } = rules;
  const tag = randomBytes(6).toString("hex");
  const recordOf = (id: string, key: string, { initialize, level }: KeptSession) => ({
    id: sessionDigest(id),
    body: {
      proof: proofOf(id, key),
      initialize: initialize as unknown as JsonObject,
      ...(level !== undefined && { level }),
    },
    expires: now() + idle,
  });
  const tell = (told: ToldSession) => store.tell(channel, JSON.stringify({ from: tag, ...told }));
  const stop = await store.listen(channel, (text) => {
    const told = parseForeign(text) as ToldSession & { readonly from: string };
    if (told.from !== tag) heard(told);
  });
  return {
    tag,
    async keep(id, key, kept) {
      if ((await store.count("session")) >= most) return false;
      return store.add("session", recordOf(id, key, kept));
    },
    async find(id, key) {
      const { body } = (await store.get("session", sessionDigest(id))) ?? {};
      if (body?.proof !== proofOf(id, key) || !isObject(body.initialize)) return undefined;
      const { initialize, level } = body;
      return {
        initialize: initialize as unknown as ClientMessage,
        ...(typeof level === "string" && { level }),
      };
    },
    touch: (id, key, kept) => store.replace("session", recordOf(id, key, kept)),
    async end(id) {
      await store.remove("session", sessionDigest(id));
      await tell({ session: sessionDigest(id), ended: true });
    },
    pass: (id, messages) =>
      tell({ session: sessionDigest(id), messages: messages as unknown as readonly JSONRPCMessage[] }),
    close: stop,
  };
}

/** That a session is a caller's: of no use to whoever sees it without the session's id. */
function proofOf(id: string, key: string): string {
  return createHmac("sha256", id).update(key).digest("base64url");
}
