import { NotFetched } from "../network/bounded-fetch.ts";

/**
 * Why a token counts for nothing: it is over, it is wrong, or nobody can say, since its issuer is away. What is over was good
 * once.
 */
export type TokenFault = "over" | "wrong" | "away";

/** A token that is not taken. Its message is for the client, in our own words: it holds nothing of the token. */
export class TokenError extends Error {
  override readonly name = "TokenError";
  readonly fault: TokenFault;

  constructor(fault: TokenFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** What `jose` says of a token. @param audience what it should have been for */
export function tokenErrorOf(error: unknown, audience: readonly string[]): TokenError {
  const wrong = (message: string) => new TokenError("wrong", message);
  if (error instanceof NotFetched)
    return new TokenError("away", `The keys of the authorization server cannot be read. ${error.message}`);
  const { code, claim } =
    error instanceof Error ? (error as Error & { code?: unknown; claim?: unknown }) : {};
  switch (code) {
    case "ERR_JWT_EXPIRED":
      return new TokenError("over", "The token is over.");
    case "ERR_JWT_CLAIM_VALIDATION_FAILED":
      return wrong(claimSaid(claim, audience));
    case "ERR_JOSE_ALG_NOT_ALLOWED":
      return wrong("The token is signed in a way that is not taken: RS, PS, ES or EdDSA are.");
    case "ERR_JWKS_NO_MATCHING_KEY":
    case "ERR_JWS_SIGNATURE_VERIFICATION_FAILED":
    case "ERR_JWKS_MULTIPLE_MATCHING_KEYS":
      return wrong("The token is not signed by the authorization server whose tokens are taken here.");
    case "ERR_JWS_INVALID":
    case "ERR_JWT_INVALID":
    case "ERR_JOSE_NOT_SUPPORTED":
      return wrong("The token is not a JWT of the authorization server whose tokens are taken here.");
    case "ERR_JOSE_GENERIC":
    case "ERR_JWKS_INVALID":
    case "ERR_JWKS_TIMEOUT":
      return new TokenError("away", "The keys of the authorization server cannot be read.");
    default:
      return wrong("The token cannot be read.");
  }
}

function claimSaid(claim: unknown, audience: readonly string[]): string {
  switch (claim) {
    case "aud":
      return `The token is for another server: its audience (aud) must be ${audience.join(" or ")}.`;
    case "iss":
      return "The token is of another authorization server than the one whose tokens are taken here.";
    case "exp":
    case "sub":
    case "nbf":
    case "iat":
      return `The token is not good: its claim ${claim} is missing, or not as it should be.`;
    default:
      return "The token is not good.";
  }
}
