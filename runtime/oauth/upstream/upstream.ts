import type { JsonObject } from "../../json.ts";
import type { Identity } from "../identity.ts";

/** A login at the identity provider that has begun. */
export interface BegunLogin {
  /** Where the browser goes. */
  readonly url: string;
  /** What the answer is held against: state, nonce and PKCE's verifier. It is kept here, and never told to a browser. */
  readonly secrets: JsonObject;
}

/** The identity provider before which this server stands. */
export interface Upstream {
  /** The issuer, as the operator wrote it; an identity holds it as the provider calls itself. */
  readonly issuer: string;
  /** Makes new secrets. @throws UpstreamError */
  begin(): Promise<BegunLogin>;
  /**
   * Checks what came back and says who logged in.
   * @param callback the whole URL to which the browser was sent back
   * @throws UpstreamError
   */
  finish(callback: URL, secrets: JsonObject): Promise<Identity>;
  /**
   * Asks again who the user of a login is, and with which roles. `ended`: the provider takes the token no more, such as of a
   * user who was disabled; `unreachable`: it could not be asked, and may be later. An identity may bring a new token, which takes
   * the place of the old one.
   */
  recheck(refreshToken: string): Promise<Rechecked>;
  /** Why the provider is not found, for the operator; undefined where it is. It is looked for where it was not. */
  whyNotFound(): Promise<string | undefined>;
}

export type Rechecked = Identity | "ended" | "unreachable";

/** Why a login at the identity provider came to nothing. */
export class UpstreamError extends Error {
  override readonly name = "UpstreamError";
  /** For a log, in our own words, without a secret. */
  readonly reason: string;
  /** Whether the user wanted it so, such as by cancelling; else the configuration or the provider is at fault, or an attacker. */
  readonly isUsers: boolean;
  /** What the provider answered, such as `invalid_client`; absent: it answered no error of OAuth. */
  readonly code?: string | undefined;

  constructor(reason: string, isUsers = false, code?: string) {
    super(reason);
    this.reason = reason;
    this.isUsers = isUsers;
    this.code = code;
  }
}
