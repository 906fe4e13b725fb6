import { ConfigurationError } from "../errors.ts";
import { proxyFor, proxySecrets, type Proxy } from "./proxy.ts";
import type { Environment } from "../environment.ts";

/** What variables of ours say of the way. */
interface Said {
  readonly headers: Readonly<Record<string, string>>;
  /** A file of certificates. */
  readonly authorities: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  readonly passphrase: string | undefined;
}

/** The way from here to Kestra: what the operator's surroundings ask for. */
export interface Network {
  /** @throws ConfigurationError as it stands at `proxyFor` */
  readonly proxyFor: (baseUrl: string) => Proxy | undefined;
  /** Files of certificates that are trusted besides the usual ones. */
  readonly authorities: readonly NamedFile[];
  readonly pass?: Pass;
  /** What must not be told. */
  readonly secrets: readonly string[];
}

export interface NamedFile {
  readonly path: string;
  /** The variable that names it. */
  readonly from: string;
}

/** What the operator shows to what stands before the operator's Kestra. It is nobody else's: a secret. */
export interface Pass {
  /** Of KESTRA_BASE_URL: where it is shown. */
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly certificate?: ClientCertificate;
}

export interface ClientCertificate {
  readonly cert: NamedFile;
  /** The same file, where it holds both. */
  readonly key: NamedFile;
  readonly passphrase?: string;
}

/**
 * Reads what of the environment is about the way; no file yet.
 * @returns undefined where there is nothing
 * @throws ConfigurationError naming the variable; it never holds a value
 */
export function readNetwork(env: Environment, baseUrl: string, said: Said): Network | undefined {
  const { headers } = said;
  const certificate = readCertificate(said);
  const authorities = readAuthorities(env, said);
  const secrets = [...proxySecrets(env), ...Object.values(headers), certificate?.passphrase ?? ""];
  const hasPass = certificate !== undefined || Object.keys(headers).length > 0;
  const network = {
    proxyFor: (url: string) => proxyFor(env, url),
    authorities,
    secrets: secrets.filter((secret) => secret !== ""),
    ...(hasPass
      ? { pass: { origin: new URL(baseUrl).origin, headers, ...(certificate && { certificate }) } }
      : {}),
  };
  const hasProxies = Object.keys(env).some((name) => /^(https?|all)_proxy$/i.test(name));
  if (hasProxies) network.proxyFor(baseUrl);
  return hasProxies || hasPass || authorities.length > 0 ? network : undefined;
}

/** Where Node is given others than its own, it no longer reads NODE_EXTRA_CA_CERTS by itself. */
function readAuthorities(
  { NODE_EXTRA_CA_CERTS: extra = "" }: Environment,
  { authorities: path }: Said,
): readonly NamedFile[] {
  if (path === undefined) return [];
  const own = { path, from: "SSL_CERT_FILE" };
  return extra === "" ? [own] : [own, { path: extra, from: "NODE_EXTRA_CA_CERTS" }];
}

function readCertificate({ cert, key, passphrase }: Said): ClientCertificate | undefined {
  if (cert === undefined) {
    const lonely = key === undefined ? "KESTRA_MCP_CLIENT_KEY_PASSPHRASE" : "KESTRA_MCP_CLIENT_KEY";
    if (key === undefined && passphrase === undefined) return undefined;
    throw new ConfigurationError(`${lonely} is set, but KESTRA_MCP_CLIENT_CERT is not.`);
  }
  const file = { path: cert, from: "KESTRA_MCP_CLIENT_CERT" };
  return {
    cert: file,
    key: key === undefined ? file : { path: key, from: "KESTRA_MCP_CLIENT_KEY" },
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}
