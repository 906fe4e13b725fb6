import { networkOf } from "../../network/network-of.ts";
import type { Store } from "../../store/store.ts";
import { OAuthError } from "../protocol/oauth-error.ts";
import { hashOf, newId, newSecret } from "../protocol/secret.ts";
import { clientIn, type OAuthClient, type RegisteredBody } from "./client.ts";
import { DocumentError } from "./client-document.ts";
import type { ClientDocuments } from "./client-documents.ts";
import { isDocumentUrl } from "./document-url.ts";
import type { Registration } from "./registration.ts";

/** All clients that there are. */
export interface OAuthClients {
  /** For a page: of a document, what it says now. @param address of whoever asks. Undefined of an unknown one. @throws DocumentError */
  find(id: string, address: string): Promise<OAuthClient | undefined>;
  /** For the token endpoint. A document is not asked for: what was given out names its client, and that one has no secret. */
  known(id: string): Promise<Pick<OAuthClient, "id" | "name" | "secretHash"> | undefined>;
  /**
   * A login for it begins: until that is over it makes room for no other.
   * @param time milliseconds until then, at most
   * @returns false where it went meanwhile
   */
  engage(client: OAuthClient, time: number): Promise<boolean>;
  /** Keeps one that registers, where one that nobody used makes room. @throws OAuthError 429, 503 where there are too many */
  register(registration: Registration, address: string): Promise<Registered>;
  /** It was given a token: from then on it stays. */
  used(id: string): Promise<void>;
  /** Whether documents are offered at the time. */
  isDocumentOffered(): boolean;
}

/** A client that has registered, and its secret, which is told once. */
export interface Registered {
  readonly id: string;
  readonly secret?: string;
  readonly born: number;
}

export interface ClientsOptions {
  readonly store: Store;
  readonly now: () => number;
  readonly operators: readonly OAuthClient[];
  /** Absent: clients are not known by documents. */
  readonly documents?: ClientDocuments | undefined;
  /** How many may register from one network in an hour; 0 is any number. */
  readonly mostAnHour: number;
  /** Hears of each that is refused beyond that. @param isFirst whether none was in the hour */
  readonly limited?: ((address: string, isFirst: boolean) => void) | undefined;
}

const hour = 3_600_000;
const day = 24 * hour;

/** How long a client stays that got no token, and one that got some and gets no more. */
const unusedTime = day;
const usedTime = 90 * day;

/** Clients that may have registered. */
const mostClients = 10_000;

export function createClients(options: ClientsOptions): OAuthClients {
  const { store, now, operators, documents, mostAnHour, limited } = options;
  const registered = async (id: string) => {
    const found = await store.get("client", id);
    return found === undefined ? undefined : clientIn(found);
  };
  const operatorsOwn = (id: string) => operators.find((one) => one.id === id);
  return {
    async find(id, address) {
      const own = operatorsOwn(id);
      if (own !== undefined) return own;
      if (!isDocumentUrl(id)) return registered(id);
      if (documents === undefined)
        throw new DocumentError("This server does not know applications by their documents.");
      return documents.find(id, address);
    },
    async known(id) {
      const own = operatorsOwn(id);
      if (own !== undefined) return own;
      if (!isDocumentUrl(id)) return registered(id);
      return documents === undefined ? undefined : { id };
    },
    async engage({ id, origin }, time) {
      if (origin !== "registered") return true;
      for (;;) {
        const found = await store.get("client", id);
        if (found === undefined || (found.body as RegisteredBody).isUsed === true) return found !== undefined;
        const expires = now() + unusedTime + time;
        // Where it was used meanwhile, it stays for longer.
        if (await store.replace("client", { id, body: found.body, expires }, found)) return true;
      }
    },
    async register({ redirectUris, name, authMethod }, address) {
      if (mostAnHour > 0) {
        const { points, expires } = await store.tally(`register ${networkOf(address)}`, 1, hour);
        if (points > mostAnHour) {
          limited?.(address, points === mostAnHour + 1);
          throw tooMany(mostAnHour, Math.ceil((expires - now()) / 1000));
        }
      }
      // Of those that got no token the oldest, unless a login for it is under way.
      const isFull = (await store.count("client")) >= mostClients;
      if (isFull && (await store.evict("client", now() + unusedTime)) === undefined)
        throw new OAuthError(
          "temporarily_unavailable",
          "Too many clients have registered, and all are in use. Try again later.",
          { status: 503, headers: { "Retry-After": "3600" } },
        );
      const id = newId();
      const secret = authMethod === "none" ? undefined : newSecret();
      const born = now();
      const body: RegisteredBody = {
        redirectUris,
        born,
        ...(name !== undefined && { name }),
        ...(secret !== undefined && { secretHash: hashOf(secret) }),
      };
      await store.put("client", { id, body, expires: born + unusedTime });
      return { id, born, ...(secret !== undefined && { secret }) };
    },
    async used(id) {
      const found = await store.get("client", id);
      // Once a day is often enough.
      if (found === undefined || (found.expires ?? 0) > now() + usedTime - day) return;
      const body = { ...found.body, isUsed: true };
      await store.replace("client", { id, body, expires: now() + usedTime });
      await store.use("client", id);
    },
    isDocumentOffered: () => documents?.isOffered() ?? false,
  };
}

function tooMany(mostAnHour: number, seconds: number): OAuthError {
  return new OAuthError(
    "too_many_requests",
    `More than ${mostAnHour} clients registered from this address in an hour. Try again in ${seconds} s.`,
    { status: 429, headers: { "Retry-After": String(seconds) } },
  );
}
