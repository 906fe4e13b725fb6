import { serviceSaid, type Connection } from "../network/connection.ts";
import { KestraError } from "../errors.ts";
import { limits } from "../limits.ts";
import type { Proxy } from "../network/proxy.ts";
import { mayBeDoneSaid } from "./doubt.ts";
import { proxySaid } from "./proxy-answer.ts";
import { ProxyFailure } from "../network/proxy-failure.ts";
import { foreign, own, say, type Said } from "../text/said.ts";
import { addressSaid } from "../network/said-place.ts";
import { sentences } from "../text/sentences.ts";

/** Errors of the network that may be over at the next attempt. */
const passing: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was closed without an answer",
  EPIPE: "the connection was closed without an answer",
  ECONNABORTED: "the connection was closed without an answer",
  ETIMEDOUT: "the connection timed out",
  EAI_AGAIN: "its name could not be looked up",
  EHOSTUNREACH: "there is no route to it",
  ENETUNREACH: "there is no route to it",
};

/** The code of an answer with another protocol, 101, which nobody asked for. */
export const changedProtocol = "CHANGED_PROTOCOL";

const lasting: Readonly<Record<string, string>> = {
  ENOTFOUND: "there is no host of that name",
  EPROTO: "it does not speak TLS as expected: is it http instead of https?",
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS: is it http instead of https?",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "it does not speak TLS: is it http instead of https?",
  DEPTH_ZERO_SELF_SIGNED_CERT:
    "its certificate is self-signed: name its authority in SSL_CERT_FILE or NODE_EXTRA_CA_CERTS",
  SELF_SIGNED_CERT_IN_CHAIN:
    "its certificate is self-signed: name its authority in SSL_CERT_FILE or NODE_EXTRA_CA_CERTS",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "its certificate is not trusted: name its authority in SSL_CERT_FILE or NODE_EXTRA_CA_CERTS",
  [changedProtocol]: "it changed to another protocol (101), which was not asked for",
  CERT_HAS_EXPIRED: "its certificate has expired",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "its certificate is not trusted: name its authority in SSL_CERT_FILE or NODE_EXTRA_CA_CERTS",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: "it asks for a client certificate: set KESTRA_MCP_CLIENT_CERT",
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE:
    "it refuses the TLS handshake: does it ask for a client certificate (KESTRA_MCP_CLIENT_CERT)?",
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA:
    "it does not trust the authority of the client certificate, KESTRA_MCP_CLIENT_CERT",
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: "it does not accept the client certificate, KESTRA_MCP_CLIENT_CERT",
};

/** Those after which it is not the host that was meant, or not its scheme. */
const elsewhere = [
  "ENOTFOUND",
  "EPROTO",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "ERR_SSL_PACKET_LENGTH_TOO_LONG",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  changedProtocol,
];

/** Those after which no request was sent. */
const unsent = ["ECONNREFUSED", "EAI_AGAIN", "ENOTFOUND", "EHOSTUNREACH", "ENETUNREACH", "EPROTO"];

/** Codes of certificates and of the handshake: it is running, and it is there. */
const ofTls =
  /^(ERR_SSL_|ERR_TLS_|ERR_OSSL_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_|PATH_LENGTH_|HOSTNAME_)/;

/** Those after which there was a connection. */
const cutOff = ["ECONNRESET", "EPIPE", "ECONNABORTED"];

/** The connection broke while an answer was read. */
export class BrokenOff extends Error {
  /** Of the answer that had begun. */
  readonly status: number;
  readonly code: string;

  constructor(status: number, cause: unknown) {
    super("The answer broke off.", { cause });
    this.status = status;
    this.code = codeOf(cause);
  }
}

/** What was sent when there was no answer. */
interface Unanswered {
  /** Such as `GET /api/v1/main/flows/search`. */
  readonly request: Said;
  readonly proxy?: Proxy | undefined;
  /** Whether it asks for a change. */
  readonly changes: boolean;
}

/** True for an error of the network that another attempt may not meet. */
export function isPassing(error: unknown): boolean {
  return codeOf(error) in passing;
}

/** Says why there is no answer over a connection, and of a change that it may have been made. */
export function unreachable(error: unknown, connection: Connection, sent: Unanswered): KestraError {
  const mayBeDone = sent.changes && maySent(error);
  const said = sentences(whyUnanswered(error, connection, sent), mayBeDone ? mayBeDoneSaid : undefined);
  return new KestraError(said, 0, { cause: error, mayBeDone });
}

function whyUnanswered(error: unknown, connection: Connection, { request, proxy }: Unanswered): Said {
  const { baseUrl, baseUrlFrom, baseUrlHint = "" } = connection;
  const who = serviceSaid(connection);
  const there = say`${who} at ${addressSaid(baseUrl)}${throughOf(proxy)}`;
  if (error instanceof BrokenOff)
    return say`${there} began to answer ${request} (${error.status}) and broke off.`;
  if (proxy !== undefined && error instanceof ProxyFailure) return noWay(error, connection, request, proxy);
  if (codeOf(error) === "HPE_HEADER_OVERFLOW")
    return say`${there} answered ${request} with more than ${limits.answerHead / 1024} KB of headers, which are not read. Look for what adds them, such as a proxy that sets cookies.`;
  // What is not sent by TLS goes to the proxy itself, which need not be the one that changed the protocol.
  if (proxy !== undefined && baseUrl.startsWith("http:") && codeOf(error) !== changedProtocol)
    return noWay(new ProxyFailure("There is no answer.", { cause: error }), connection, request, proxy);
  return sentences(
    say`${who} cannot be reached at ${addressSaid(baseUrl)}${throughOf(proxy)}: ${whyOf(error)} (${request})`,
    questionOf(error, own(baseUrlFrom ?? "KESTRA_BASE_URL")),
    own(baseUrlHint),
  );
}

/** False where the connection or the way through a proxy never came to be. */
function maySent(error: unknown): boolean {
  const code = codeOf(error);
  return !(error instanceof ProxyFailure || unsent.includes(code) || ofTls.test(code));
}

/** Says that there was no answer in time. @param seconds that it had */
export function late(
  connection: Connection,
  { request, proxy, changes, seconds }: Unanswered & { readonly seconds: number },
): KestraError {
  const where = say`${serviceSaid(connection)} at ${addressSaid(connection.baseUrl)}${throughOf(proxy)}`;
  const from = connection.isTimeoutFixed === true ? say`` : say` (KESTRA_MCP_TIMEOUT)`;
  const said = say`${where} did not answer ${request} within ${seconds} s${from}.`;
  return new KestraError(sentences(said, changes ? mayBeDoneSaid : undefined), 0, { mayBeDone: changes });
}

/** Says that there was no answer soon, where nobody waits as long as a request may take. @param seconds that it had */
export function notSoon(
  connection: Connection,
  { request, seconds }: Pick<Unanswered, "request"> & { readonly seconds: number },
): KestraError {
  const { baseUrl, baseUrlFrom, baseUrlHint = "" } = connection;
  const said = say`${serviceSaid(connection)} at ${addressSaid(baseUrl)} did not answer ${request} within ${seconds} s.`;
  return new KestraError(
    sentences(said, isRunning(own(baseUrlFrom ?? "KESTRA_BASE_URL")), own(baseUrlHint)),
    0,
  );
}

/** ` through the proxy http://proxy:3128 (HTTPS_PROXY)`, or nothing. */
function throughOf(proxy: Proxy | undefined): Said {
  return proxy === undefined ? say`` : say` through the ${proxySaid(proxy)}`;
}

/** The error for a status 407, which only a proxy answers. */
export function wantsLogin(connection: Connection, proxy: Proxy | undefined, request: Said): KestraError {
  if (proxy === undefined)
    return new KestraError(
      say`A proxy before ${serviceSaid(connection)} wants credentials of its own (407, ${request}).`,
      407,
    );
  const what =
    proxy.authorization === undefined ? say`wants credentials` : say`does not accept its credentials`;
  const advice = say`They stand in ${own(proxy.from)}, as in http://user:password@host:port.`;
  return new KestraError(sentences(say`The ${proxySaid(proxy)} ${what} (407, ${request}).`, advice), 0);
}

function noWay({ status, cause }: ProxyFailure, to: Connection, request: Said, proxy: Proxy): Said {
  if (status === 407) return wantsLogin(to, proxy, request).said;
  const what =
    status === undefined
      ? say`${cutOff.includes(codeOf(cause)) ? say`gave no answer` : say`cannot be reached`}: ${whyOf(cause)} (${request})`
      : say`does not lead to ${addressSaid(to.baseUrl)} (${status}, ${request})`;
  return sentences(
    say`The ${proxySaid(proxy)}, the way to ${serviceSaid(to)} at ${addressSaid(to.baseUrl)}, ${what}.`,
    say`NO_PROXY names hosts that are reached without it.`,
  );
}

/** What to look at; nothing where the reason says it all, as faults of TLS do. */
function questionOf(error: unknown, address: Said): Said | undefined {
  const code = codeOf(error);
  if (elsewhere.includes(code) || code.startsWith("HPE_")) return say`Is ${address} right?`;
  if (ofTls.test(code)) return undefined;
  return isRunning(address);
}

function isRunning(address: Said): Said {
  return say`Is it running, and is ${address} right?`;
}

function whyOf(error: unknown): Said {
  const code = codeOf(error);
  const known = passing[code] ?? lasting[code] ?? whyNotHttp(code);
  return known === undefined ? foreign(error instanceof Error ? error.message : code) : own(known);
}

function whyNotHttp(code: string): string | undefined {
  return code.startsWith("HPE_")
    ? "what answers there does not speak HTTP: is it https instead of http?"
    : undefined;
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}
