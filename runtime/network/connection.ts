import { own, type Said } from "../text/said.ts";
import type { Network, Pass } from "./network.ts";

/** Where Kestra is taken to be, and whose, where nothing is said. */
export const defaultBaseUrl = "http://localhost:8080";
export const defaultTenant = "main";

/** How to reach one Kestra: fixed for the life of the connection, and never module-level state. */
export interface Connection {
  /** Scheme, host and context path, without a trailing slash and without `/api/v1`: `https://host/kestra`. */
  readonly baseUrl: string;
  /** Where it was given, for an error to name, if not in KESTRA_BASE_URL: a variable or a header. */
  readonly baseUrlFrom?: string;
  /** The service that this is the way to, for an error to name; absent: Kestra. */
  readonly service?: string;
  /** A question about a variable that may have been meant to name it, such as KESTRA_URL. */
  readonly baseUrlHint?: string;
  readonly tenant: string;
  /** Where it was given, or is to be, for an error to name, if not in KESTRA_TENANT_ID: a key of a file, an argument. */
  readonly tenantFrom?: string;
  readonly credentials: Credentials;
  /** Milliseconds that one request may take, the reading of its body included. */
  readonly timeout: number;
  /** It is the service's own, and no variable says it. */
  readonly isTimeoutFixed?: true;
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
      /** What to give in their place, for an error to name; absent: variables. */
      readonly give?: string;
    }
  | {
      readonly kind: "basic";
      readonly username: string;
      readonly password: string;
      /** Present where they came in an address or in headers, not in variables of their own. */
      readonly from?: "KESTRA_BASE_URL" | "X-Kestra-Username" | SavedSource;
    }
  | {
      readonly kind: "bearer";
      readonly token: string;
      /** Present where it came in a header, or was saved. */
      readonly from?: "X-Kestra-Token" | SavedSource;
    };

/** Where credentials were saved, in words: `context prod of ~/.kestractl/config.yaml`. */
export interface SavedSource {
  readonly saved: string;
}

/** A service besides Kestra that tools ask, as it was compiled. */
export interface OtherService {
  /** As sentences name it: `the public catalogue`. */
  readonly title: string;
  /** That says where it answers, and where that is by default. */
  readonly variable: string;
  readonly default: string;
  /** Seconds that one request to it may take; absent: as many as one to Kestra. */
  readonly timeout?: number;
  /** Its answers may be kept: files and a folder of the operator's answer where it does not. */
  readonly keeps?: true;
}

/** What may answer in place of a service whose answers are kept, and what asks it. */
export const serviceSources = ["auto", "instance", "public", "offline"] as const;

export type ServiceSources = (typeof serviceSources)[number];

/** By the name that a plan says. */
export type OtherServices = Readonly<Record<string, OtherService>>;

/** Where a service besides Kestra answers, and the variable that says so. */
export interface ServiceAddress {
  /** As `baseUrl` of a connection. */
  readonly url: string;
  readonly from: string;
  /** Milliseconds that one request to it may take; absent: as many as one to Kestra. */
  readonly timeout?: number;
  /** Present where its answers may be kept. */
  readonly keeps?: ServiceKeeps;
}

/** What is kept of a service, and what answers in its place. */
export interface ServiceKeeps {
  /** As sentences name it. */
  readonly title: string;
  readonly sources: ServiceSources;
  /** The variable that says them. */
  readonly sourcesFrom: string;
  /** Why it is not asked, such as `KESTRA_CATALOG is offline`; absent: it is. */
  readonly unasked?: Said;
  /** Absolute paths of files of its answers, and of folders with texts to offer in its place. */
  readonly files: readonly string[];
  /** The variable that names them. */
  readonly filesFrom: string;
  /** The folder in which its answers are kept; absent: nowhere. */
  readonly cache?: string;
}

/**
 * The way to another service from where a Kestra is reached: by the same proxies and with the same trust, and with nothing
 * that is the Kestra's own or its caller's: no credentials, no tenant, no headers, no client certificate.
 */
export function strangerOf(kestra: Connection, service: string, address: ServiceAddress): Connection {
  const { network, tenant, credentials, timeout, headers = {} } = anonymousOf(kestra);
  const way = network && {
    proxyFor: network.proxyFor,
    authorities: network.authorities,
    secrets: network.secrets,
  };
  return {
    service,
    baseUrl: address.url,
    baseUrlFrom: address.from,
    ...{ tenant, credentials, headers },
    ...(address.timeout === undefined ? { timeout } : { timeout: address.timeout, isTimeoutFixed: true }),
    ...(way && { network: way }),
  };
}

/** Who answers over a connection, as errors name it. */
export function serviceSaid({ service }: { readonly service?: string | undefined }): Said {
  return own(service ?? "Kestra");
}

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
