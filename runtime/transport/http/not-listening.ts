import type { Endpoint } from "../../config/endpoint.ts";
import { ConfigurationError } from "../../errors.ts";

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program listens there. Set KESTRA_MCP_PORT to another port; 0 is any that is free",
  EACCES: "that port is not for everybody. Set KESTRA_MCP_PORT to one above 1023",
  EADDRNOTAVAIL: "this machine has no such address. Set KESTRA_MCP_HOST to one of its own",
  ENOTFOUND: "there is no host of that name. Set KESTRA_MCP_HOST to an address of this machine",
  EAI_AGAIN: "its name could not be looked up. Set KESTRA_MCP_HOST to an address of this machine",
};

/** Why the server cannot listen, and what to set. @param variable that says where, where it is another */
export function notListening(
  error: NodeJS.ErrnoException,
  { host, port }: Pick<Endpoint, "host" | "port">,
  variable?: string,
): ConfigurationError {
  const place = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  const why = reasons[error.code ?? ""] ?? `${error.message} (KESTRA_MCP_HOST, KESTRA_MCP_PORT)`;
  const told = variable === undefined ? why : why.replaceAll(/KESTRA_MCP_(HOST|PORT)/g, variable);
  return new ConfigurationError(`Cannot listen on ${place}: ${told}.`);
}
