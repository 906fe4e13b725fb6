import type { OAuthClient } from "./client.ts";
import { DocumentError, readClientDocument } from "./client-document.ts";
import { isGoodDocumentUrl } from "./document-url.ts";
import { FetchError, type GuardedFetch } from "./guarded-fetch.ts";

/** Clients that are known by a document of their own on the web. */
export interface ClientDocuments {
  /** @throws DocumentError with why there is none, in a sentence */
  find(url: string): Promise<OAuthClient>;
  /**
   * Whether clients should be told that this is possible. Not for an hour after the web could not be reached, where it was not
   * reached for a day: clients that are told so know no other way, and register once they are not.
   */
  isOffered(): boolean;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Documents that are kept, and those that are fetched at one time. */
const most = 1000;
const mostAtOnce = 16;

interface Kept {
  readonly answer: Promise<OAuthClient>;
  until: number;
  /** What was read last, and when. */
  good?: { readonly client: OAuthClient; readonly at: number } | undefined;
}

/** @param now milliseconds since the epoch */
export function createClientDocuments(fetch: GuardedFetch, now: () => number): ClientDocuments {
  const kept = new Map<string, Kept>();
  let reached = -Infinity;
  let unreached = -Infinity;
  let open = 0;
  const load = async (url: string, entry: () => Kept | undefined): Promise<OAuthClient> => {
    if (open >= mostAtOnce)
      throw new DocumentError("Too many others are being fetched. Try again.", { cause: crowd });
    open++;
    try {
      const { text, maxAge = 3600 } = await fetch(url);
      reached = now();
      const client = readClientDocument(url, text);
      const found = entry();
      if (found !== undefined) {
        found.until = now() + Math.min(day, Math.max(minute, maxAge * 1000));
        found.good = { client, at: now() };
      }
      return client;
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      if (error.kind === "network") unreached = now();
      else reached = now();
      throw new DocumentError(error.message, { cause: error });
    } finally {
      open--;
    }
  };
  return {
    async find(url) {
      if (!isGoodDocumentUrl(url))
        throw new DocumentError("Its address is not of the form https://host/path.");
      const known = kept.get(url);
      if (known !== undefined && known.until > now()) return known.answer;
      // What is wrong is not asked for again at once, either.
      const entry: Kept = {
        answer: load(url, () => kept.get(url)).catch((error: unknown) => {
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
    isOffered: () => now() - unreached > hour || unreached - reached < day,
  };
}

/** Why a document is not fetched that may be good. */
const crowd = new FetchError("network", "Too many are being fetched.");

function isAway(error: unknown): boolean {
  return (
    error instanceof DocumentError && error.cause instanceof FetchError && error.cause.kind === "network"
  );
}
