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

/** What is kept: clients, and what is wrong, by itself, so that whoever names much that is wrong throws out no client. */
const most = { clients: 1000, failures: 200 };

/** Milliseconds for which what went wrong is not asked for again: whoever mends a document tries it soon. */
const failureTime = 10_000;

interface Known {
  readonly client: OAuthClient;
  /** When it was read. */
  readonly at: number;
  until: number;
}

interface Failure {
  readonly error: unknown;
  readonly until: number;
}

/** @param now milliseconds since the epoch */
export function createClientDocuments(fetch: GuardedFetch, now: () => number): ClientDocuments {
  const clients = new Map<string, Known>();
  const failures = new Map<string, Failure>();
  const loading = new Map<string, Promise<OAuthClient>>();
  const web = createReachableWeb(now);
  const places = createFetchPlaces();
  const fetched = async (url: string, address: string): Promise<Known> => {
    const { hostname } = new URL(url);
    const leave = places.take(`from ${networkOf(address)}`, `at ${hostname}`);
    if (leave === undefined)
      throw new DocumentError("Too many others are being fetched. Try again.", { cause: crowd });
    try {
      const { text, maxAge = 3600 } = await fetch(url);
      web.reached();
      const until = now() + Math.min(day, Math.max(minute, maxAge * 1000));
      return { client: readClientDocument(url, text), at: now(), until };
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      if (error.kind === "network") web.missed(hostname);
      else web.reached();
      throw new DocumentError(error.message, { cause: error });
    } finally {
      leave();
    }
  };
  const load = async (url: string, address: string): Promise<OAuthClient> => {
    try {
      const found = await fetched(url, address);
      failures.delete(url);
      putLast(clients, url, found, most.clients);
      return found.client;
    } catch (error) {
      const known = clients.get(url);
      // It was not asked for.
      const isAsked = !(error instanceof DocumentError && error.cause === crowd);
      // A host that is away for a moment has not changed its mind.
      if (isAway(error) && known !== undefined && now() - known.at < day) {
        if (isAsked) known.until = now() + failureTime;
        return known.client;
      }
      clients.delete(url);
      if (isAsked) putLast(failures, url, { error, until: now() + failureTime }, most.failures);
      throw error;
    }
  };
  return {
    async find(url, address) {
      if (!isGoodDocumentUrl(url))
        throw new DocumentError("Its address is not of the form https://host/path.");
      const known = clients.get(url);
      if (known !== undefined) putLast(clients, url, known, most.clients);
      if (known !== undefined && known.until > now()) return known.client;
      const failure = failures.get(url);
      if (failure !== undefined && failure.until > now()) throw failure.error;
      const answer =
        loading.get(url) ??
        load(url, address).finally(() => {
          loading.delete(url);
        });
      loading.set(url, answer);
      return answer;
    },
    isOffered: () => web.isReachable(),
  };
}

/** Those that were put first give way. */
function putLast<T>(all: Map<string, T>, key: string, value: T, most: number): void {
  all.delete(key);
  all.set(key, value);
  for (const first of all.keys()) {
    if (all.size <= most) break;
    all.delete(first);
  }
}

/** Why a document is not fetched that may be good. */
const crowd = new FetchError("network", "Too many are being fetched.");

function isAway(error: unknown): boolean {
  return (
    error instanceof DocumentError && error.cause instanceof FetchError && error.cause.kind === "network"
  );
}
