import type { Signal } from "../abort.ts";
import type { Permission } from "../auth/permission.ts";
import type { Proof, User } from "../auth/principal.ts";

/** Who calls, and what they may do here. It holds no secret. */
export interface CallerFacts {
  readonly transport: "stdio" | "http";
  /** How they proved who they are. */
  readonly proof: Proof;
  /** The name that their issuer gave them. */
  readonly subject: string;
  readonly issuer?: string | undefined;
  /** Absent where nobody logged in. */
  readonly user?: User | undefined;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly permission: Permission | "all";
  /** The names of the tools that they are shown. */
  readonly tools: readonly string[];
  /** Whose credentials their calls to Kestra have. */
  readonly kestra: CallerLogin;
  /** Why these are none, and what to do, where more is known of it. */
  readonly missing?: string | undefined;
  /** What the caller may register of their own; absent: nothing. */
  readonly account?: AccountFacts | undefined;
  /** Of Kestra; `none` where no connection is active. */
  readonly tenant: string;
  /** Where Kestra is: told to the operator alone. */
  readonly baseUrl?: string;
}

/** What a user has registered. It holds no secret. */
export interface AccountFacts {
  /** The page on which credentials are registered and removed; absent where users log in elsewhere. */
  readonly link?: string | undefined;
  /** Why what is registered, or whether anything is, is of no use now, and what to do. */
  readonly trouble?: string;
  readonly registered?: {
    readonly kind: "token" | "basic";
    /** Who Kestra said that they are of. */
    readonly whose?: string | undefined;
    /** The name that goes with a password. */
    readonly login?: string | undefined;
    /** Absent: the user registered them. */
    readonly addedBy?: "operator" | undefined;
    /** When Kestra took them last, in milliseconds since the epoch; absent: it never did. */
    readonly verifiedAt?: number | undefined;
    /** When Kestra refused them, likewise; absent: it did not since it took them last. */
    readonly refusedAt?: number | undefined;
  };
}

/** What a user can do with credentials of their own. */
export interface Account {
  /** Whether a token is taken that passed through a model. */
  readonly takesToken: boolean;
  /** @throws InputError for who is no user */
  facts(): Promise<AccountFacts>;
  /**
   * Keeps a token that Kestra takes. @returns whose it is, where Kestra says so
   * @throws InputError where Kestra does not take it: then what was kept before stays
   */
  register(token: string, signal: Signal): Promise<string | undefined>;
}

/** What calls to Kestra are made with. */
export interface CallerLogin {
  /**
   * `own`: what the caller registered; `impersonated`: the operator's, acting for the caller; the operator's; or those that the
   * caller's own requests bring. `none` where Kestra is asked for no login, and where the caller must register some first.
   */
  readonly whose: "none" | "own" | "impersonated" | "operator" | "caller";
  /** Of Basic authentication; that of the operator is told to the operator alone. */
  readonly username?: string;
}
