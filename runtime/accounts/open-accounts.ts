import type { Session } from "../mcp/session.ts";
import type { Store } from "../store/store.ts";
import type { Vault } from "../store/vault.ts";
import type { Callers } from "../transport/http/callers/callers.ts";
import type { AccountHandler } from "../oauth/account/account-handler.ts";
import type { AccountView, Page } from "../oauth/pages/page.ts";
import { createAccountPage } from "./account-page.ts";
import { createAccounts, type Accounts } from "./accounts.ts";
import { userCallers } from "./user-callers.ts";
import { createUserHouse, withoutCredentials } from "./user-sessions.ts";

/** All that a server has of its users' credentials for Kestra. */
export interface OpenAccounts {
  /** Absent where users register none: `KESTRA_MCP_USER_CREDENTIALS` names others alone, or there is no key to encrypt them by. */
  readonly accounts?: Accounts;
  /** The account page's part of it. @param page makes the page of its parts @param server the public URL */
  readonly page: (page: (view: AccountView) => Page, server: string) => AccountHandler;
  /** For `listen`: puts users before the others, and closes both. */
  readonly users: (others: Callers) => Callers;
}

/** Where credentials are kept, and registered. */
interface KeptAccounts {
  /** Absent: nothing is kept, and users act with the operator's credentials or not at all. */
  readonly store?: Store | undefined;
  readonly vault?: Vault | undefined;
  /** The account page; absent where users log in elsewhere. */
  readonly link?: string | undefined;
  /** Tells the operator what is known only once Kestra has answered. */
  readonly warn?: (sentence: string) => void;
}

const openSource =
  "KESTRA_MCP_USER_CREDENTIALS has impersonate, which needs Kestra Enterprise, and this Kestra is the open-source edition: nobody is acted for.";

/**
 * @param operator is not closed here
 * @param now milliseconds since the epoch
 */
export function openAccounts(
  operator: Session,
  { store, vault, link, warn }: KeptAccounts,
  now: () => number = Date.now,
): OpenAccounts {
  const { userCredentials: modes, tokenTool } = operator.config.endpoint;
  const place = withoutCredentials(operator.connection);
  const keeps = modes.includes("stored") && store !== undefined && vault?.hasKey === true;
  const accounts = keeps
    ? createAccounts({ store, vault, place, observer: operator.observer, link, now })
    : undefined;
  if (warn !== undefined) onceActsForNobody(operator, warn);
  const house = createUserHouse({ operator, modes, accounts, link, takesToken: tokenTool === "argument" });
  return {
    ...(accounts !== undefined && { accounts }),
    page: (page, server) => createAccountPage({ accounts, page, server }),
    users: (others) => userCallers(house, others),
  };
}

/** What the operator is told whose Kestra acts for nobody; undefined where it may, and as long as its edition is not known. */
export function actsForNobody({
  config,
  detector,
}: Pick<Session, "config" | "detector">): string | undefined {
  const isOpenSource = detector.known.edition === "oss";
  return isOpenSource && config.endpoint.userCredentials.includes("impersonate") ? openSource : undefined;
}

function onceActsForNobody(session: Session, warn: (sentence: string) => void): void {
  if (!session.config.endpoint.userCredentials.includes("impersonate")) return;
  const leave = session.onChange(() => {
    const said = actsForNobody(session);
    if (said === undefined) return;
    leave();
    warn(said);
  });
}
