import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as tls from "node:tls";
import { ConfigurationError } from "../errors.ts";
import type { ClientCertificate, NamedFile } from "./network.ts";

/** What TLS connections are made with. */
export interface TlsFiles {
  readonly authorities: readonly NamedFile[];
  readonly certificate?: ClientCertificate | undefined;
}

/** Made once for all connections of an operator: reading a hundred authorities takes its time. */
const made = new WeakMap<
  TlsFiles["authorities"],
  Map<ClientCertificate | undefined, Promise<tls.SecureContext>>
>();

/**
 * What the files of a TLS configuration make; they are read once.
 * @throws ConfigurationError naming the variable of a file that cannot be used
 */
export function tlsContext(files: TlsFiles): Promise<tls.SecureContext> {
  const { authorities, certificate } = files;
  const contexts =
    made.get(authorities) ?? new Map<ClientCertificate | undefined, Promise<tls.SecureContext>>();
  made.set(authorities, contexts);
  const context = contexts.get(certificate) ?? makeContext(files);
  contexts.set(certificate, context);
  return context;
}

async function makeContext({ authorities, certificate }: TlsFiles): Promise<tls.SecureContext> {
  const added = await Promise.all(authorities.map(authorityIn));
  const ca =
    added.length === 0 ? {} : { ca: [...usualAuthorities(), ...added.filter((text) => text !== "")] };
  if (certificate === undefined) return tls.createSecureContext(ca);
  const { cert, key, passphrase } = certificate;
  const own = { cert: await textOf(cert), key: await textOf(key), ...(passphrase && { passphrase }) };
  try {
    return tls.createSecureContext({ ...ca, ...own });
  } catch (error) {
    const names = [...new Set([cert.from, key.from])].join(" with ");
    const reason = error instanceof Error ? error.message : "";
    throw new ConfigurationError(
      `${names} cannot be used: ${reason}. They must be PEM, the key that of the certificate; KESTRA_MCP_CLIENT_KEY_PASSPHRASE opens one that is encrypted.`,
    );
  }
}

/** From Node 22.15 on, also those of the system where Node is told to use them. */
function usualAuthorities(): readonly string[] {
  const { getCACertificates } = tls as { readonly getCACertificates?: (type: "default") => string[] };
  return getCACertificates?.("default") ?? tls.rootCertificates;
}

async function authorityIn(file: NamedFile): Promise<string> {
  // Node itself warns of this one, and goes on.
  if (file.from === "NODE_EXTRA_CA_CERTS") return readFile(file.path).then(decode, () => "");
  const text = await textOf(file);
  try {
    new X509Certificate(text);
    return text;
  } catch {
    throw new ConfigurationError(`${file.from} names a file that holds no certificate in PEM.`);
  }
}

/** Editors of Windows begin a file with a mark of its encoding, which TLS does not read. */
function decode(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}

async function textOf({ path, from }: NamedFile): Promise<string> {
  try {
    return decode(await readFile(path));
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(`${from} names a file that cannot be read (${code}): ${path}`);
  }
}
