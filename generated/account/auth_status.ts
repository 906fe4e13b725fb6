// Generated from specs/account/auth_status.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/account/auth_status.ts` */
export const authStatus = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "auth_status",
  toolset: "account",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "nowhere" as const,
  input: () => z.strictObject({}),
  calls: {},
  uses: ["caller"] as const,
  offline: true as const,
  limit: { rows: "roles" },
};

interface BehaviourOutput {
  readonly authenticated: boolean;
  readonly message: string;
  readonly user?:
    | {
        readonly id?: string | null | undefined;
        readonly issuer?: string | null | undefined;
        readonly name?: string | null | undefined;
        readonly email?: string | null | undefined;
        readonly emailVerified?: boolean | null | undefined;
      }
    | null
    | undefined;
  readonly client?:
    | { readonly id?: string | null | undefined; readonly name?: string | null | undefined }
    | null
    | undefined;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly permissions: readonly {
    readonly allow: readonly string[];
    readonly tools?: readonly string[] | null | undefined;
    readonly namespaces?: readonly string[] | null | undefined;
  }[];
  readonly tenant_id: string;
  readonly token_configured: boolean;
  readonly kestra_credentials: string;
  readonly registered?:
    | {
        readonly kind?: string | null | undefined;
        readonly whose?: string | null | undefined;
        readonly login?: string | null | undefined;
        readonly addedBy?: string | null | undefined;
        readonly verifiedAt?: string | null | undefined;
        readonly refusedAt?: string | null | undefined;
      }
    | null
    | undefined;
  readonly account_url?: string | null | undefined;
  readonly api_url?: string | null | undefined;
  readonly available_tools: readonly string[];
}
