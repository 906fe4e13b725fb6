import { countOf } from "../../catalog/hidden.ts";
import { nobody } from "../../auth/principal.ts";
import { seenTools } from "../../mcp/seen-tools.ts";
import type { Endpoint } from "../../config/endpoint.ts";
import type { Session } from "../../mcp/session.ts";
import type { Store } from "../../store/store.ts";
import { own } from "../../text/said.ts";

/** Tells whoever started us something, at any level of the log. */
export type Teller = (
  line: string,
  level?: "info" | "warning",
  fields?: Readonly<Record<string, string | number>>,
) => void;

/** Says at the start what it is that starts: its version, how clients prove who calls, and where it keeps things. */
export function tellStart(session: Session, store: Store | undefined, tell: Teller): void {
  const { compiled, config } = session;
  const { version } = compiled;
  const auth = wayOf(config.endpoint);
  const kept = store?.name ?? "none";
  tell(`kestra-mcp ${version}: authentication ${auth}, store ${kept}`, "info", {
    version,
    auth,
    store: kept,
  });
}

/** Milliseconds for which Kestra may say what it is: which tools are listed depends on that. */
const patience = 5000;

/** Says how many tools are listed, as `doctor` counts them: for the Kestra that answers, or for any where none does. */
export async function tellTools(session: Session, tell: Teller): Promise<void> {
  const { detector } = session;
  await detector.settle(patience);
  const { selection } = (await seenTools(session, { principal: nobody })).all;
  const tools = session.shown().length;
  const all = countOf(selection);
  const { version } = detector.known;
  const whose = version === undefined ? "any Kestra, as long as none answers" : `Kestra ${version}`;
  tell(`${tools} of ${all} tools are listed, for ${whose}`, "info", { tools, all });
}

/** How clients prove who calls. */
function wayOf({ auth, authToken, tokensFile }: Endpoint): string {
  if (auth !== "token") return auth;
  const ways = [authToken && "token", tokensFile && "named tokens"].filter(Boolean);
  return ways.length === 0 ? "none" : ways.join(" and ");
}

/** Where nobody is told, it is logged. */
export function logged({ log }: Pick<Session, "log">): Teller {
  return (line, level = "info") => {
    log(level, own(line));
  };
}

/** Tells the operator once of a proxy that is not named: of anybody else it is no more than a header. */
export function tellUnnamed(tell: Teller): (peer: string) => void {
  let isTold = false;
  return (peer) => {
    if (isTold) return;
    isTold = true;
    tell(
      `A request came from ${peer} with X-Forwarded-For or Forwarded, which do not count: all clients behind that address are one to the limits by address. If it is a proxy of yours, name it in KESTRA_MCP_TRUSTED_PROXIES.`,
      "warning",
    );
  };
}
