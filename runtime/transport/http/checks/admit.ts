import type { Principal } from "../../../auth/principal.ts";
import type { AskedBy } from "../../../observe/observer.ts";
import type { ClientMessage } from "../../../mcp/wire/client-message.ts";

/**
 * Looks at what a request to the MCP endpoint asks for, before anything of it is done.
 * @throws HttpRefusal where its sender may not have all of it
 */
export type Admit = (
  messages: readonly ClientMessage[],
  by: AskedBy & { readonly principal: Principal },
) => void;
