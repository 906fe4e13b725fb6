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
  /** Of Kestra; `none` where no connection is active. */
  readonly tenant: string;
  /** Where Kestra is: told to the operator alone. */
  readonly baseUrl?: string;
}

/** What calls to Kestra are made with. */
export interface CallerLogin {
  /** The operator's, or those that the caller's own requests bring; `none` where Kestra is asked for no login. */
  readonly whose: "none" | "operator" | "caller";
  /** Of Basic authentication; that of the operator is told to the operator alone. */
  readonly username?: string;
}
