import type { AccountHandler } from "../account/account-handler.ts";
import type { OAuthClients } from "../clients/clients.ts";
import type { Granting } from "../grants/granting.ts";
import type { ServerPages } from "../pages/page.ts";
import type { Addresses } from "../protocol/addresses.ts";
import type { Upstream } from "../upstream/upstream.ts";

/** Who may register by itself: anybody, who has the operator's token for it, or nobody. */
export type RegistrationPolicy =
  | { readonly kind: "open" }
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "off" };

/** All that the endpoints need. */
export interface AuthorizationServer extends Granting {
  readonly addresses: Addresses;
  readonly clients: OAuthClients;
  readonly upstream: Upstream;
  readonly pages: ServerPages;
  readonly registration: RegistrationPolicy;
  /** To where the identity provider sends browsers back, as it knows it. */
  readonly redirectUri: string;
  /** Whether users' tokens for Kestra are taken at the paths of the server that this one replaces, too. */
  readonly takesTokensByPath: boolean;
  /** What the account page holds besides grants. */
  readonly account: AccountHandler | undefined;
}
