import type { IncomingHttpHeaders } from "node:http";
import type { Principal } from "../../../auth/principal.ts";
import { principalKey } from "../../../auth/principal-key.ts";
import type { Session } from "../../../mcp/session.ts";

/** Who sends a request over HTTP, and the way to Kestra that is that caller's own. */
export interface Caller {
  /** Tells callers apart, and is the same for each request of one; no secret can be read from it. */
  readonly key: string;
  /** The same for all that come with these credentials, whatever tenant they name: by it shares are counted. Absent: `key`. */
  readonly owner?: string;
  readonly session: Session;
  /**
   * Keeps the session open until what it returns is called: a request, or an MCP session, is there.
   * @param end ends what holds it, where others want the place of a caller whom Kestra has not accepted
   */
  hold(end?: () => void): () => void;
}

/** Finds the caller of a request. */
export interface Callers {
  /**
   * Looks at the headers alone, and keeps nothing: what comes after them may take its time.
   * @throws HttpRefusal as `callerOf` does
   */
  check?(headers: IncomingHttpHeaders): void;
  /**
   * @param principal who was proved to send it
   * @throws HttpRefusal where the headers do not say whose Kestra it is to be
   */
  callerOf(headers: IncomingHttpHeaders, principal: Principal): Caller | Promise<Caller>;
  /** Closes what it opened itself. */
  close(): void;
}

/** Everyone acts as the operator, on the configured Kestra. @param session is not closed here */
export function operatorOnly(session: Session): Callers {
  return {
    callerOf: (_, principal) => ({
      key: principalKey(principal),
      session,
      hold: () => () => undefined,
    }),
    close: () => undefined,
  };
}
