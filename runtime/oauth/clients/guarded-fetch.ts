import { request } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { dnsLookup, type LookupAll } from "./dns-lookup.ts";
import { isPublicAddress } from "./public-address.ts";

/** A document of the web that anybody may have named. */
export interface Fetched {
  readonly text: string;
  /** Of `Cache-Control`, in seconds; absent where it says none. */
  readonly maxAge?: number;
}

/** Why there is no document. `network`: it could not be reached, which says nothing of it. */
export class FetchError extends Error {
  override readonly name = "FetchError";
  readonly kind: "network" | "refused";

  constructor(kind: FetchError["kind"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

export type GuardedFetch = (url: string) => Promise<Fetched>;

/** What a test puts in the place of the internet. */
export interface FetchOptions {
  readonly lookup?: LookupAll;
  readonly isPublic?: (address: string) => boolean;
  readonly ca?: string;
  readonly port?: number;
}

/** Bytes of a document, and milliseconds for all of it. */
const most = 5 * 1024;
const patience = 5000;

/**
 * Fetches by https what a stranger named: from public addresses alone, which are looked at as the socket connects, so that a name
 * cannot lead elsewhere after it was checked. Redirects are not followed. What it returns rejects with FetchError.
 */
export function guardedFetch(options: FetchOptions = {}): GuardedFetch {
  const { lookup = dnsLookup(), isPublic = isPublicAddress, ca, port } = options;
  return (url) =>
    new Promise((resolve, reject) => {
      const { hostname } = new URL(url);
      const bare = hostname.replace(/^\[(.*)\]$/, "$1");
      // A socket looks no address up.
      if (isIP(bare) !== 0 && !isPublic(bare)) {
        reject(notPublic());
        return;
      }
      const sent = request(url, {
        agent: false,
        lookup: publicLookup(lookup, isPublic),
        signal: AbortSignal.timeout(patience),
        headers: { Accept: "application/json", "User-Agent": "kestra-mcp" },
        maxHeaderSize: 16 * 1024,
        ...(ca !== undefined && { ca }),
        ...(port !== undefined && { port }),
      });
      const fail = (error: unknown) => {
        sent.destroy();
        reject(error instanceof FetchError ? error : unreachable(error));
      };
      sent.once("error", fail);
      // Node tells of an answer that changes the protocol (101) by nothing else.
      sent.once("close", () => {
        fail(new Error("closed"));
      });
      sent.once("response", (response) => {
        if (response.statusCode !== 200) {
          fail(
            new FetchError(
              "refused",
              `It was answered with ${String(response.statusCode)}, and not with 200.`,
            ),
          );
          return;
        }
        const chunks: Buffer[] = [];
        let size = 0;
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
          chunks.push(chunk);
          if (size > most) fail(new FetchError("refused", `It has more than ${most} bytes.`));
        });
        response.once("error", fail);
        response.once("aborted", () => {
          fail(new Error("aborted"));
        });
        response.once("end", () => {
          const [, age] = /(?:^|,)\s*max-age=(\d{1,9})/i.exec(response.headers["cache-control"] ?? "") ?? [];
          const text = Buffer.concat(chunks).toString();
          resolve({ text, ...(age !== undefined && { maxAge: Number(age) }) });
        });
      });
      sent.end();
    });
}

/** Looks up, and fails where one of the addresses is not public. */
function publicLookup(lookup: LookupAll, isPublic: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, "", 0);
        return;
      }
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isPublic(address)))
        callback(notPublic(), "", 0);
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function notPublic(): FetchError {
  return new FetchError("refused", "Its host has no public address.");
}

function unreachable(error: unknown): FetchError {
  return new FetchError("network", "It could not be reached.", { cause: error });
}
