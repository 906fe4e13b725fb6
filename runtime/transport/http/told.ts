import type { Endpoint } from "../../config/endpoint.ts";
import type { Session } from "../../mcp/session.ts";
import type { Store } from "../../store/store.ts";

/** Tells whoever started us something, at any level of the log. */
export type Teller = (
  line: string,
  level?: "info" | "warning",
  fields?: Readonly<Record<string, string | number>>,
) => void;

/** Says at the start what it is that starts: its version, how clients prove who calls, where it keeps things, and its tools. */
export function tellStart(session: Session, store: Store | undefined, tell: Teller): void {
  const { compiled, config } = session;
  const { version } = compiled;
  const auth = wayOf(config.endpoint);
  const kept = store?.name ?? "none";
  const count = session.shown().length;
  tell(`kestra-mcp ${version}: ${count} tools, authentication ${auth}, store ${kept}`, "info", {
    version,
    tools: count,
    auth,
    store: kept,
  });
}

/** How clients prove who calls. */
function wayOf({ auth, authToken, tokensFile }: Endpoint): string {
  if (auth !== "token") return auth;
  const ways = [authToken && "token", tokensFile && "named tokens"].filter(Boolean);
  return ways.length === 0 ? "none" : ways.join(" and ");
}
