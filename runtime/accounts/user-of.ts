import type { Principal } from "../auth/principal.ts";
import type { AskedBy } from "../observe/observer.ts";
import { userId } from "../store/records.ts";

/** A user who logged in, as far as credentials for Kestra are concerned. */
export interface AccountOwner {
  /** Of the user's record. */
  readonly id: string;
  readonly principal: Principal;
  /** The request by which they came. */
  readonly by?: AskedBy | undefined;
}

/** The user behind a principal; undefined where nobody logged in. */
export function ownerOf(principal: Principal): AccountOwner | undefined {
  const { proof, issuer, subject } = principal;
  if (proof !== "access token" && proof !== "external token") return undefined;
  return { id: userId(issuer ?? "", subject), principal };
}

/** The address that a user proved to have, where it can stand in a header. */
export function provenEmail({ user }: Principal): string | undefined {
  const { email, emailVerified } = user ?? {};
  const isProven = emailVerified === true && email?.includes("@") === true;
  return isProven && /^[\x21-\x7e]+$/.test(email) ? email : undefined;
}
