import type { Connection } from "./connection.ts";
import { KestraError } from "./errors.ts";

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
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed: name its authority in NODE_EXTRA_CA_CERTS",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is self-signed: name its authority in NODE_EXTRA_CA_CERTS",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "its certificate is not trusted: name its authority in NODE_EXTRA_CA_CERTS",
  [changedProtocol]: "it changed to another protocol (101), which was not asked for",
  CERT_HAS_EXPIRED: "its certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
};

/** True for an error of the network that another attempt may not meet. */
export function isPassing(error: unknown): boolean {
  return codeOf(error) in passing;
}

/** Says why there is no answer over a connection. @param request such as `GET /api/v1/main/flows/search` */
export function unreachable(
  error: unknown,
  { baseUrl, baseUrlFrom }: Connection,
  request: string,
): KestraError {
  const code = codeOf(error);
  const why =
    passing[code] ?? lasting[code] ?? whyNotHttp(code) ?? (error instanceof Error ? error.message : code);
  const message = `Kestra cannot be reached at ${baseUrl}: ${why} (${request}). Is it running, and is ${baseUrlFrom ?? "KESTRA_BASE_URL"} right?`;
  return new KestraError(message, 0, { cause: error });
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
