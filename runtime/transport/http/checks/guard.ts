import type { IncomingMessage } from "node:http";
import type { Check } from "./check.ts";
import type { Endpoint } from "../../../config/endpoint.ts";
import { isLoopback } from "../../../config/readers/host.ts";
import { visible } from "../../../text/visible.ts";
import { HttpRefusal } from "../wire/refusal.ts";
import { limits } from "../../../limits.ts";

/** Headers that mean something else, to us or to a proxy before us, where they come twice. */
const single =
  /^(host|origin|authorization|content-type|content-length|transfer-encoding|last-event-id|traceparent|mcp-.*|x-kestra-.*)$/;

/** The check of what stands below. @param isForAnyPage whether the `Origin` does not matter */
export function ours(endpoint: Endpoint, isForAnyPage = false): Check {
  return ({ request }) => {
    requireOurs(request, endpoint, isForAnyPage);
    return undefined;
  };
}

/**
 * Lets a request in that is meant for this server. A web page whose name was made to lead here (DNS rebinding) sends its
 * own name as `Host`, and a browser says in `Origin` whose page it is.
 * @throws HttpRefusal 400 for a header that comes twice, 403 for a foreign `Host` or `Origin`, 431 for too many headers
 */
function requireOurs(
  { headers, rawHeaders }: IncomingMessage,
  endpoint: Endpoint,
  isForAnyPage: boolean,
): void {
  // What a proxy before us, or Node, leaves out of very many could be the credentials of the caller.
  if (rawHeaders.length / 2 > limits.headers)
    throw new HttpRefusal(431, `A request may have at most ${limits.headers} headers.`);
  const twice = twiceIn(rawHeaders);
  if (twice !== undefined) throw new HttpRefusal(400, `The header ${twice} came twice.`);
  if (!isOurHost(headers.host, endpoint)) {
    throw new HttpRefusal(
      403,
      `The Host header is ${quoted(headers.host)}, which does not name this server. KESTRA_MCP_ALLOWED_HOSTS adds names to it.`,
    );
  }
  if (isForAnyPage || headers.origin === undefined) return;
  if (!isAllowedOrigin(headers.origin, endpoint)) {
    throw new HttpRefusal(
      403,
      `The Origin ${quoted(headers.origin)} is not allowed. KESTRA_MCP_ALLOWED_ORIGINS allows others.`,
    );
  }
}

/** The first header of those that comes a second time. */
function twiceIn(rawHeaders: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? "").toLowerCase();
    if (seen.has(name) && single.test(name)) return name;
    seen.add(name);
  }
  return undefined;
}

/** What somebody else wrote, as far as it tells what to allow. */
function quoted(header: string | undefined): string {
  return header === undefined ? "missing" : visible(JSON.stringify(header.slice(0, longestQuoted)));
}

/** Characters: no name of a host has more. */
const longestQuoted = 255;

const hosts = new WeakMap<Endpoint, string>();

/** Whether a `Host` names this server. What the last request said is known. */
function isOurHost(header: string | undefined, endpoint: Endpoint): boolean {
  if (header !== undefined && hosts.get(endpoint) === header) return true;
  const isOurs = namesUs(header, endpoint);
  if (isOurs && header !== undefined) hosts.set(endpoint, header);
  return isOurs;
}

function namesUs(header: string | undefined, { host, allowedHosts, publicUrl }: Endpoint): boolean {
  if (allowedHosts.includes("*")) return true;
  const name = hostNameOf(header);
  if (name === undefined) return false;
  if (publicUrl !== undefined && name === new URL(publicUrl).hostname) return true;
  const bare = name.replace(/^\[(.*)\]$/, "$1");
  if (allowedHosts.includes(name) || bare === host || isLoopback(bare)) return true;
  // Whoever can reach an address can name it; rebinding needs a name.
  return !isLoopback(host) && (name.startsWith("[") || /^\d{1,3}(\.\d{1,3}){3}$/.test(name));
}

/** Without its port, in lower case; undefined where it is not a host. */
function hostNameOf(header = ""): string | undefined {
  if (!/^[\w.:[\]-]+$/.test(header) || !URL.canParse(`http://${header}`)) return undefined;
  return new URL(`http://${header}`).hostname;
}

function isAllowedOrigin(header: string, { host, allowedOrigins, publicUrl }: Endpoint): boolean {
  if (!URL.canParse(header)) return false;
  const { origin, hostname, protocol } = new URL(header);
  if (origin !== header.toLowerCase()) return false;
  if (allowedOrigins.includes(origin)) return true;
  // Our own pages.
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  const web = protocol === "http:" || protocol === "https:";
  return web && isLoopback(host) && isLoopback(hostname.replace(/^\[(.*)\]$/, "$1"));
}
