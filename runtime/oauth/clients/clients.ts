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
  /** For a page: of a document, what it says now. Undefined of an unknown one. @throws DocumentError */
  find(id: string): Promise<OAuthClient | undefined>;
  /** For the token endpoint. A document is not asked for: what was given out names its client, and that one has no secret. */
  known(id: string): Promise<Pick<OAuthClient, "id" | "secretHash"> | undefined>;
  /** Keeps one that registers. @throws OAuthError 429, 503 where there are too many */
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
}

const hour = 3_600_000;
const day = 24 * hour;

/** How long a client stays that got no token, and one that got some and gets no more. */
const unusedTime = day;
const usedTime = 90 * day;

/** Clients that may have registered, and registrations of one address in an hour. */
const mostClients = 10_000;
const mostAnHour = 20;

export function createClients({ store, now, operators, documents }: ClientsOptions): OAuthClients {
  const registered = async (id: string) => {
    const found = await store.get("client", id);
    return found === undefined ? undefined : clientIn(found);
  };
  const operatorsOwn = (id: string) => operators.find((one) => one.id === id);
  return {
    async find(id) {
      const own = operatorsOwn(id);
      if (own !== undefined) return own;
      if (!isDocumentUrl(id)) return registered(id);
      if (documents === undefined)
        throw new DocumentError("This server does not know applications by their documents.");
      return documents.find(id);
    },
    async known(id) {
      const own = operatorsOwn(id);
      if (own !== undefined) return own;
      if (!isDocumentUrl(id)) return registered(id);
      return documents === undefined ? undefined : { id };
    },
    async register({ redirectUris, name, authMethod }, address) {
      const { points, expires } = await store.tally(`register ${networkOf(address)}`, 1, hour);
      if (points > mostAnHour) throw tooMany(Math.ceil((expires - now()) / 1000));
      if ((await store.count("client")) >= mostClients) await store.sweep();
      if ((await store.count("client")) >= mostClients)
        throw new OAuthError(
          "temporarily_unavailable",
          "Too many clients have registered. Try again tomorrow.",
          {
            status: 503,
            headers: { "Retry-After": "3600" },
          },
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
      await store.replace("client", { id, body: found.body, expires: now() + usedTime });
    },
    isDocumentOffered: () => documents?.isOffered() ?? false,
  };
}

function tooMany(seconds: number): OAuthError {
  return new OAuthError(
    "too_many_requests",
    `More than ${mostAnHour} clients registered from this address in an hour. Try again in ${seconds} s.`,
    { status: 429, headers: { "Retry-After": String(seconds) } },
  );
}
