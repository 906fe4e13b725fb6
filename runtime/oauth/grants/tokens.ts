import { isSame, newSecret, signature } from "../protocol/secret.ts";

/** Tokens are opaque; what they begin with tells where one belongs that somebody finds. */
const accessPrefix = "kma_";
const refreshPrefix = "kmr_";

export function newAccessToken(): string {
  return accessPrefix + newSecret();
}

/** Whether a text could be an access token of ours: others are not looked for. */
export function isAccessToken(text: string): boolean {
  return /^kma_[\w-]{43}$/.test(text);
}

/**
 * A refresh token names its grant and is signed with a key of that grant, so that one that was used, and is kept no more, is told
 * from one that somebody made up.
 */
export function newRefreshToken(grant: string, family: string): string {
  const text = `${grant}.${newSecret()}`;
  return `${refreshPrefix}${text}.${signature(family, text)}`;
}

/** The grant that a text names which could be a refresh token of ours. */
export function grantNamed(token: string): string | undefined {
  const [, grant] = /^kmr_([\w-]{22})\.[\w-]{43}\.[\w-]{22}$/.exec(token) ?? [];
  return grant;
}

/** Whether a refresh token was given out for its grant. */
export function isOfFamily(token: string, family: string): boolean {
  const [grant = "", random = "", signed = ""] = token.slice(refreshPrefix.length).split(".");
  return isSame(signed, signature(family, `${grant}.${random}`));
}
