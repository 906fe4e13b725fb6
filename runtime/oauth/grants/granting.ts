import type { AccessEvent } from "../../observe/observer.ts";
import type { Roles } from "../../access/roles-file.ts";
import type { Store } from "../../store/store.ts";
import type { Upstream } from "../upstream/upstream.ts";

/** How long things last, in milliseconds. */
export interface GrantTimes {
  /** An access token. */
  readonly access: number;
  /** A refresh token that is not used; each that takes its place lasts as long. */
  readonly refresh: number;
  /** How long the identity provider is not asked again about a user. */
  readonly recheck: number;
  /** A grant of whom it cannot be asked about without them. */
  readonly unchecked: number;
}

/** Keeps what asks the identity provider again, so that whoever reads the store learns none. */
export interface Sealing {
  seal(refreshToken: string, grant: string): string;
  /** Undefined where no key opens it. */
  open(sealed: string, grant: string): string | undefined;
}

/** What grants and tokens need of the server. */
export interface Granting {
  readonly store: Store;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly times: GrantTimes;
  readonly upstream: Pick<Upstream, "recheck">;
  /** Absent: there is no key, and what asks the provider again is not kept. */
  readonly sealing?: Sealing | undefined;
  /** Absent: nobody may do anything. */
  readonly roles: Roles | undefined;
  /** What tokens are for. */
  readonly resource: string;
  readonly tell: (event: AccessEvent) => void;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** The times that nobody sets, in milliseconds. */
export const fixedTimes = {
  /** A code that was not redeemed. */
  code: minute,
  /** How long it is known that a code was used, so that a second use ends what the first gave. */
  codeKnown: 10 * minute,
  /** A login that is under way. */
  login: 10 * minute,
  /** A browser at the account page. */
  browser: 60 * minute,
  /** A grant, however often it is used. */
  grant: 90 * day,
  /** How long a refresh token counts again after it was used: several processes of one client use it at once. */
  grace: minute,
  /** How long the identity provider may be away before nothing is refreshed any more. */
  away: day,
  /** How long one replica that asks it keeps the others from it. */
  asking: minute,
} as const;
