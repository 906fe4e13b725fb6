import type { Principal } from "../../../auth/principal.ts";
import type { AskedBy } from "../../../observe/observer.ts";
import type { Session } from "../../../mcp/session.ts";
import type { ClientMessage } from "../../../mcp/wire/client-message.ts";

/**
 * Looks at what a request to the MCP endpoint asks for, before anything of it is done. Rejects with an HttpRefusal where its
 * sender may not have all of it.
 * @param session by whose tools it is known what a call would do
 */
export type Admit = (
  messages: readonly ClientMessage[],
  by: AskedBy & {
    readonly principal: Principal;
    /** Of the MCP session that the client names, as far as a log may show it. */
    readonly mcpSession?: string | undefined;
  },
  session: Session,
) => Promise<void>;
