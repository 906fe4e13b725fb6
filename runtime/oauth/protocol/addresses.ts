/** Where the authorization server is and what stands there, as clients know it: never as a request's `Host` says. */
export interface Addresses {
  /** The issuer: the public URL, without a slash at its end. */
  readonly issuer: string;
  readonly origin: string;
  /** The path of the issuer, or nothing. */
  readonly prefix: string;
  /** The MCP endpoint, which tokens are for. */
  readonly resource: string;
  /** The document of RFC 9728 to which challenges point. */
  readonly resourceMetadata: string;
  readonly authorize: string;
  readonly consent: string;
  readonly callback: string;
  readonly token: string;
  readonly register: string;
  readonly revoke: string;
  readonly account: string;
  /** Whether browsers come by https, so that cookies may be for that alone. */
  readonly isSecure: boolean;
}

/** The paths below the issuer, as requests come without its prefix. */
export const paths = {
  authorize: "/oauth/authorize",
  consent: "/oauth/consent",
  callback: "/oauth/callback",
  /** Where the server that this one replaces has browsers come back to. */
  formerCallback: "/oauth/entra-callback",
  token: "/oauth/token",
  register: "/oauth/register",
  revoke: "/oauth/revoke",
  account: "/account",
} as const;

/** @param publicUrl checked, without a slash at its end */
export function addressesOf(publicUrl: string): Addresses {
  const { origin, pathname, protocol } = new URL(publicUrl);
  const prefix = pathname === "/" ? "" : pathname;
  const issuer = `${origin}${prefix}`;
  const below = Object.fromEntries(
    Object.entries(paths).map(([name, path]) => [name, `${issuer}${path}`]),
  ) as Record<keyof typeof paths, string>;
  return {
    ...below,
    issuer,
    origin,
    prefix,
    resource: `${issuer}/mcp`,
    resourceMetadata: `${origin}/.well-known/oauth-protected-resource${prefix}/mcp`,
    isSecure: protocol === "https:",
  };
}

/**
 * Whether the resources that a client names are ours. Clients write the endpoint or the server, each with or without a slash at
 * its end; without any, ours is meant.
 */
export function isOurResource(named: readonly string[], { issuer, resource }: Addresses): boolean {
  return named.every((one) => [issuer, resource].includes(one.endsWith("/") ? one.slice(0, -1) : one));
}
