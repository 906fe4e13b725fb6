import type { Network, Pass } from "./network.ts";

/** Where Kestra is taken to be, and whose, where nothing is said. */
export const defaultBaseUrl = "http://localhost:8080";
export const defaultTenant = "main";

/** How to reach one Kestra: fixed for the life of the connection, and never module-level state. */
export interface Connection {
  /** Scheme, host and context path, without a trailing slash and without `/api/v1`: `https://host/kestra`. */
  readonly baseUrl: string;
  /** Where it was given, for an error to name, if not in KESTRA_BASE_URL. */
  readonly baseUrlFrom?: "X-Kestra-Base-Url";
  /** A question about a variable that may have been meant to name it, such as KESTRA_URL. */
  readonly baseUrlHint?: string;
  readonly tenant: string;
  readonly credentials: Credentials;
  /** Milliseconds that one request may take, the reading of its body included. */
  readonly timeout: number;
  /** Sent with every request, besides the operation's own and the credentials. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Absent: straight there, with what Node trusts. */
  readonly network?: Network;
}

/** What the operator shows on the way, where this is the way to the operator's Kestra. */
export function passOf({ baseUrl, network }: Pick<Connection, "baseUrl" | "network">): Pass | undefined {
  return network?.pass?.origin === new URL(baseUrl).origin ? network.pass : undefined;
}

export type Credentials =
  | {
      readonly kind: "none";
      /** A question about a variable that may have been meant to hold some, such as KESTRA_TOKEN. */
      readonly hint?: string;
    }
  | {
      readonly kind: "basic";
      readonly username: string;
      readonly password: string;
      /** Present where they came in an address or in headers, not in variables of their own. */
      readonly from?: "KESTRA_BASE_URL" | "X-Kestra-Username";
    }
  | {
      readonly kind: "bearer";
      readonly token: string;
      /** Present where it came in a header. */
      readonly from?: "X-Kestra-Token";
    };

/** Nothing of the caller who happens to be the first: neither credentials nor tenant. */
export function anonymousOf({ headers = {}, ...connection }: Connection): Connection {
  const { "User-Agent": userAgent = "kestra-mcp" } = headers;
  return {
    ...connection,
    tenant: defaultTenant,
    credentials: { kind: "none" },
    headers: { "User-Agent": userAgent },
  };
}
