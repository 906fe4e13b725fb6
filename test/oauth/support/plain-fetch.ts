import { readConfig } from "../../../runtime/config/config.ts";
import {
  boundedFetch,
  usualBounds,
  type BoundedFetch,
  type FetchBounds,
} from "../../../runtime/network/bounded-fetch.ts";

/** The fetch of a server that was told nothing of its network. */
export function plainFetch(bounds: Partial<FetchBounds> = {}): BoundedFetch {
  return boundedFetch(readConfig({}).connection, "the identity provider", { ...usualBounds, ...bounds });
}
