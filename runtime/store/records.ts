import { digestOf } from "../digest.ts";
import type { StoredRecord } from "./store.ts";

/** Of kind `user`: who logged in, as the identity provider said last. Times are milliseconds since the epoch. */
export type UserBody = {
  readonly iss: string;
  readonly sub: string;
  readonly name?: string;
  readonly email?: string;
  readonly emailVerified: boolean;
  /** What the provider's claims made of them at each server that keeps users in this store, by its resource; absent: at none. */
  readonly rolesAt?: Readonly<Record<string, readonly string[]>>;
  /** When they logged in last, or their login was asked again; absent: never, an operator gave them a credential before. */
  readonly seenAt?: number;
};

/** Of kind `credential`, whose owner is the user: what of theirs one tenant of one Kestra takes. */
export type CredentialBody = {
  /** By the vault, as `seals` says. */
  readonly sealed: string;
  readonly kind: "token" | "basic";
  readonly baseUrl: string;
  readonly tenant: string;
  /** When Kestra took it last; absent: it never did. */
  readonly verifiedAt?: number;
  /** When Kestra refused it; absent: it did not since it took it last. */
  readonly refusedAt?: number;
  /** Who Kestra said that it is of. */
  readonly whose?: string;
  /** The name that goes with a password. */
  readonly login?: string;
  /** Absent: the user registered it. */
  readonly addedBy?: "operator";
};

/** Of kind `grant`, whose owner is the user: what they allowed a client. Codes and tokens have it as their owner. */
export type GrantBody = {
  /** The id of the client. */
  readonly client: string;
  /** What the client calls itself. */
  readonly clientName?: string;
  /** With spaces between. */
  readonly scope: string;
  readonly resource: string;
  /** What tells a refresh token of it that was given out once, and is kept no more, from one that somebody made up. */
  readonly family: string;
  /** When the user gave it. */
  readonly born: number;
  /** When the identity provider was asked last. */
  readonly checkedAt?: number;
  /** What asks it again, by the vault, as `seals` says. */
  readonly sealedRefresh?: string;
};

/** Characters of base64url that hold a whole SHA-256. */
const whole = 43;

/** The id of a user: what the provider calls them, which no other provider can take. */
export function userId(iss: string, sub: string): string {
  return digestOf(JSON.stringify([iss, sub]), whole);
}

/** The id of what a user has for one tenant of one Kestra. @param user an id of `userId` */
export function credentialId(user: string, baseUrl: string, tenant: string): string {
  return digestOf(JSON.stringify([user, baseUrl, tenant]), whole);
}

/** What a record of kind `user` says: only this program writes it. */
export function userIn({ body }: StoredRecord): UserBody {
  return body as UserBody;
}

/** The roles of a user at a server, whose roles file others that keep users in the same store do not have. */
export function rolesAt({ rolesAt: all = {} }: UserBody, resource: string): readonly string[] {
  return Object.hasOwn(all, resource) ? (all[resource] ?? []) : [];
}

/** Likewise of kind `credential`. */
export function credentialIn({ body }: StoredRecord): CredentialBody {
  return body as CredentialBody;
}

/** Likewise of kind `grant`. */
export function grantIn({ body }: StoredRecord): GrantBody {
  return body as GrantBody;
}
