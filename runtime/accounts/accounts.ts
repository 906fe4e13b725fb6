import type { Signal } from "../abort.ts";
import { InputError } from "../errors.ts";
import type { Connection } from "../network/connection.ts";
import type { Observer } from "../observe/observer.ts";
import { readCredential, sealedCredential, type KestraSecret } from "../store/credentials.ts";
import { credentialId, credentialIn } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import type { Vault } from "../store/vault.ts";
import { own, say } from "../text/said.ts";
import type { AccountFacts } from "../tool/caller.ts";
import { verifySecret, withSecret } from "./verify.ts";
import type { AccountOwner } from "./user-of.ts";

/** The credentials for one Kestra that users registered. */
export interface Accounts {
  /** Undefined where a user has none. */
  registered(user: string): Promise<AccountFacts["registered"]>;
  /** The same text as long as a user's credentials are the same; undefined where there are none. */
  version(user: string): Promise<string | undefined>;
  /** The way to Kestra with them. @throws StoreError where they do not open */
  connection(user: string): Promise<Connection | undefined>;
  /**
   * Keeps what Kestra takes, in the place of what was there.
   * @returns whose it is, where Kestra says so
   * @throws InputError with why Kestra does not take it, or is not asked: then what was there stays
   */
  set(owner: AccountOwner, secret: KestraSecret, signal: Signal): Promise<string | undefined>;
  /** Keeps that Kestra has taken, or refused, what a user has now. @param version of it: of another nothing is kept */
  tried(user: string, version: string, isTaken: boolean): Promise<void>;
  /** @returns whether there were some */
  remove(owner: AccountOwner): Promise<boolean>;
}

interface AccountsGiven {
  readonly store: Store;
  readonly vault: Vault;
  /** Where Kestra is, with no credentials. */
  readonly place: Connection;
  readonly observer: Observer;
  /** The page on which users register; absent where users log in elsewhere. */
  readonly link?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** How often a user's secrets are tried in an hour: who guesses those of others would do so by us. */
const mostTries = 20;
const hour = 3_600_000;

/** @see Accounts */
export function createAccounts({ store, vault, place, observer, link, now }: AccountsGiven): Accounts {
  const { baseUrl, tenant } = place;
  const idOf = (user: string) => credentialId(user, baseUrl, tenant);
  const record = (user: string) => store.get("credential", idOf(user));
  return {
    async registered(user) {
      const found = await record(user);
      if (found === undefined) return undefined;
      const { kind, whose, login, addedBy, verifiedAt, refusedAt } = credentialIn(found);
      return { kind, whose, login, addedBy, verifiedAt, refusedAt };
    },
    async version(user) {
      const found = await record(user);
      return found && credentialIn(found).sealed;
    },
    async connection(user) {
      const found = await readCredential(store, vault, { user, baseUrl, tenant });
      return found && withSecret(place, found.secret, link);
    },
    async set({ id: user, principal, by }, secret, signal) {
      const { points } = await store.tally(`try ${user}`, 1, hour);
      const about = { principal, ...by };
      const refuse = (reason: string) => observer.access?.({ event: "credential refused", ...about, reason });
      if (points > mostTries) {
        refuse("too many were tried");
        throw new InputError(
          say`Nothing was stored: ${mostTries} were tried within an hour. Try again later.`,
        );
      }
      const verdict = await verifySecret(place, secret, signal);
      if (!verdict.good) {
        refuse(verdict.isRefused ? "Kestra does not take it" : "Kestra did not say whether it takes it");
        throw new InputError(say`Nothing was stored. ${own(verdict.reason)}`);
      }
      const { whose } = verdict;
      const facts = { verifiedAt: now(), ...(whose !== undefined && { whose }) };
      const kept = sealedCredential(vault, { user, baseUrl, tenant }, secret, facts);
      await store.put("credential", kept);
      observer.access?.({ event: "credential set", ...about });
      return whose;
    },
    async tried(user, version, isTaken) {
      const found = await record(user);
      if (found === undefined) return;
      const { refusedAt: _, ...known } = credentialIn(found);
      if (known.sealed !== version) return;
      const body = { ...known, ...(isTaken ? { verifiedAt: now() } : { refusedAt: now() }) };
      await store.replace("credential", { ...found, body }, found);
    },
    async remove({ id: user, principal, by }) {
      const removed = await store.remove("credential", idOf(user));
      if (removed) observer.access?.({ event: "credential removed", principal, ...by });
      return removed;
    },
  };
}
