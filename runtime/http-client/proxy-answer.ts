import type { Proxy } from "../network/proxy.ts";
import { own, say, type Said } from "../text/said.ts";
import { addressSaid } from "../network/said-place.ts";
import type { Answer } from "./answer.ts";
import { isOfGateway } from "./status.ts";

/** `proxy http://proxy:3128 (HTTP_PROXY)`. */
export function proxySaid({ origin, from }: Proxy): Said {
  return say`proxy ${addressSaid(origin)} (${own(from)})`;
}

/**
 * Says of an answer that a proxy passed on that it may be the proxy's own: what a gateway answers, and what is not JSON, as
 * Kestra's errors are. Undefined for any other.
 */
export function mayBeOfProxy({ through, status, mediaType }: Answer): Said | undefined {
  if (through === undefined || status < 300) return undefined;
  // A proxy asks for a login by 407, and Kestra's 401 has no body.
  const isForeign = status !== 401 && mediaType !== "" && !/[/+]json$/.test(mediaType);
  if (!isForeign && !isOfGateway(status)) return undefined;
  return say`The answer came through the ${proxySaid(through)}, and may be the proxy's own. NO_PROXY names hosts that are reached without it.`;
}
