import type { Authenticate } from "../../auth/authenticate.ts";
import type { Principal } from "../../auth/principal.ts";
import type { ClientMessage } from "../../mcp/wire/client-message.ts";
import type { HttpRoute } from "./routes/route.ts";

/**
 * Looks at what a request to the MCP endpoint asks for, before anything of it is done.
 * @throws HttpRefusal where its sender may not have all of it
 */
export type Admit = (
  messages: readonly ClientMessage[],
  by: { readonly principal: Principal; readonly requestId: string },
) => void;

/** A way of proving who calls, with all that it serves and keeps. */
export interface Authentication {
  readonly authenticate: Authenticate;
  /** Absent: results say what their caller may not do. */
  readonly admit?: Admit;
  /** What is served besides, such as the endpoints of an authorization server. Each is asked for by our name, and while we run. */
  readonly routes: readonly HttpRoute[];
  /** What is under way is done first. */
  close(): Promise<void>;
}
