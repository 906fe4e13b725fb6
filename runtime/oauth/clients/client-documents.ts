import { networkOf } from "../../network/network-of.ts";
import type { OAuthClient } from "./client.ts";
import { DocumentError, readClientDocument } from "./client-document.ts";
import { isGoodDocumentUrl } from "./document-url.ts";
import { createFetchPlaces } from "./fetch-places.ts";
import { createReachableWeb } from "./reachable-web.ts";
import { FetchError, type GuardedFetch } from "./guarded-fetch.ts";

/** Clients that are known by a document of their own on the web. */
export interface ClientDocuments {
  /** @param address of whoever asks @throws DocumentError with why there is none, in a sentence */
  find(url: string, address: string): Promise<OAuthClient>;
  /**
   * Whether clients should be told that this is possible. Not where the web cannot be reached: clients that are told so know
   * no other way, and register once they are not.
   */
  isOffered(): boolean;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Documents that are kept. */
const most = 1000;

interface Kept {
  readonly answer: Promise<OAuthClient>;
  until: number;
  /** What was read last, and when. */
  good?: { readonly client: OAuthClient; readonly at: number } | undefined;
}

/** @param now milliseconds since the epoch */
export function createClientDocuments(fetch: GuardedFetch, now: () => number): ClientDocuments {
  const kept = new Map<string, Kept>();
  const web = createReachableWeb(now);
  const places = createFetchPlaces();
  const load = async (url: string, address: string, entry: () => Kept | undefined): Promise<OAuthClient> => {
    const { hostname } = new URL(url);
    const leave = places.take(`from ${networkOf(address)}`, `at ${hostname}`);
    if (leave === undefined)
      throw new DocumentError("Too many others are being fetched. Try again.", { cause: crowd });
    try {
      const { text, maxAge = 3600 } = await fetch(url);
      web.reached();
      const client = readClientDocument(url, text);
      const found = entry();
      if (found !== undefined) {
        found.until = now() + Math.min(day, Math.max(minute, maxAge * 1000));
        found.good = { client, at: now() };
      }
      return client;
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      if (error.kind === "network") web.missed(hostname);
      else web.reached();
      throw new DocumentError(error.message, { cause: error });
    } finally {
      leave();
    }
  };
  return {
    async find(url, address) {
      if (!isGoodDocumentUrl(url))
        throw new DocumentError("Its address is not of the form https://host/path.");
      const known = kept.get(url);
      if (known !== undefined && known.until > now()) return known.answer;
      // What is wrong is not asked for again at once, either.
      const entry: Kept = {
        answer: load(url, address, () => kept.get(url)).catch((error: unknown) => {
          const { good } = entry;
          // It was not asked for.
          if (error instanceof DocumentError && error.cause === crowd) entry.until = -Infinity;
          // A host that is away for a moment has not changed its mind.
          if (isAway(error) && good !== undefined && now() - good.at < day) return good.client;
          throw error;
        }),
        until: now() + minute,
        good: known?.good,
      };
      kept.delete(url);
      kept.set(url, entry);
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
      return entry.answer;
    },
    isOffered: () => web.isReachable(),
  };
}

/** Why a document is not fetched that may be good. */
const crowd = new FetchError("network", "Too many are being fetched.");

function isAway(error: unknown): boolean {
  return (
    error instanceof DocumentError && error.cause instanceof FetchError && error.cause.kind === "network"
  );
}
