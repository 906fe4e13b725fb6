import { bearerOf } from "../transport/http/checks/static-token.ts";
import type { Authenticate } from "../auth/authenticate.ts";
import { StoreError } from "../errors.ts";
import { HttpRefusal } from "../transport/http/wire/refusal.ts";
import { principalOfToken } from "./grants/access-token.ts";
import type { Granting } from "./grants/granting.ts";
import { isAccessToken } from "./grants/tokens.ts";
import type { Addresses } from "./protocol/addresses.ts";
import { tokenNeeded, tokenRefused } from "./protocol/challenge.ts";

/**
 * Lets in who has an access token that we gave out.
 * @param others whom the operator gave tokens; absent: nobody
 */
export function byAccessToken(
  granting: Pick<Granting, "store" | "roles" | "resource">,
  addresses: Addresses,
  others?: Authenticate,
): Authenticate {
  return async (sender) => {
    if (sender.request.headers.authorization === undefined) throw tokenNeeded(addresses);
    const token = bearerOf(sender.request) ?? "";
    // One that is over is no guess: its client must hear that it is, however often it asks.
    if (isAccessToken(token)) {
      const principal = await principalOfToken(granting, token).catch(away);
      if (principal !== undefined) return principal;
      throw tokenRefused(addresses, "The access token is unknown, over or revoked.");
    }
    try {
      if (others !== undefined) return await others(sender);
    } catch (error) {
      if (!(error instanceof HttpRefusal) || error.status !== 401) throw error;
    }
    throw tokenRefused(addresses, "This is not an access token of this server.");
  };
}

function away(error: unknown): never {
  if (!(error instanceof StoreError)) throw error;
  throw new HttpRefusal(503, "The server cannot reach its store. Try again.", { "Retry-After": "5" });
}
