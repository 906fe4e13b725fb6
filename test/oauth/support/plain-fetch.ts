import { readConfig } from "../../../runtime/config/config.ts";
import { boundedFetch, type BoundedFetch, type FetchBounds } from "../../../runtime/network/bounded-fetch.ts";
import { limits } from "../../../runtime/limits.ts";

/** The fetch of a server that was told nothing of its network. */
export function plainFetch(bounds: Partial<FetchBounds> = {}): BoundedFetch {
  const usual = { time: limits.providerTime, bytes: limits.providerAnswer };
  return boundedFetch(readConfig({}).connection, "the identity provider", { ...usual, ...bounds });
}
