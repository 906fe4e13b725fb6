// Generated from specs/instance/get_status.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/instance/get_status.ts` */
export const getStatus = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "get_status",
  toolset: "instance",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "tenant" as const,
  input: () => z.strictObject({}),
  calls: {
    configs: operation({
      method: "GET",
      effect: "read",
      where: "tenant",
      input: () => z.strictObject({}),
      request: () => ({ path: path`/api/v1/configs` }),
      read: json(
        () =>
          z.object({
            version: z.string().nullish(),
            edition: z.string().nullish(),
            commitId: z.string().nullish(),
            environment: z.object({ name: z.string().nullish() }).nullish(),
            isAiEnabled: z.boolean().nullish(),
            isCustomDashboardsEnabled: z.boolean().nullish(),
            isBasicAuthInitialized: z.boolean().nullish(),
            secretsEnabled: z.boolean().nullish(),
            inMaintenance: z.boolean().nullish(),
            isAiApiKeyConfigured: z.boolean().nullish(),
            isConcurrencyViewEnabled: z.boolean().nullish(),
          }),
        (answer) => ({
          version: answer.version,
          edition: answer.edition,
          commitId: answer.commitId,
          environment: answer.environment?.name,
          isAiEnabled: answer.isAiEnabled,
          isCustomDashboardsEnabled: answer.isCustomDashboardsEnabled,
          isBasicAuthInitialized: answer.isBasicAuthInitialized,
          secretsEnabled: answer.secretsEnabled,
          inMaintenance: answer.inMaintenance,
          isAiApiKeyConfigured: answer.isAiApiKeyConfigured,
          isConcurrencyViewEnabled: answer.isConcurrencyViewEnabled,
        }),
      ),
    }),
    flows: operation({
      method: "GET",
      effect: "read",
      where: "tenant",
      input: () => z.strictObject({}),
      request: () => ({ path: path`/api/v1/{tenant}/flows/search`, query: { size: 1 } }),
      read: json(() => z.object({ total: z.number().check(integer) })),
    }),
    me: operation({
      method: "GET",
      effect: "read",
      edition: "ee",
      where: "instance",
      input: () => z.strictObject({}),
      request: () => ({ path: path`/api/v1/me` }),
      read: json(
        () =>
          z.object({
            profile: z.object({ username: z.string().nullish(), email: z.string().nullish() }).nullish(),
            superAdmin: z.boolean().nullish(),
            tenants: z.array(z.object({ id: z.string().nullish() })).nullish(),
          }),
        (answer) => ({
          username: answer.profile?.username,
          email: answer.profile?.email,
          superAdmin: answer.superAdmin,
          tenants: answer.tenants,
        }),
      ),
      limit: { rows: "tenants" },
    }),
    servers: operation({
      method: "GET",
      effect: "read",
      lines: ["2.0"],
      where: "tenant",
      input: () => z.strictObject({}),
      request: () => ({ path: path`/api/v1/{tenant}/mcp/servers`, query: { size: 1 } }),
      read: json(() => z.object({ total: z.number().check(integer) })),
    }),
  },
  uses: ["server"] as const,
  offline: true as const,
  limit: { rows: "settings" },
};

interface BehaviourOutput {
  readonly summary: string;
  readonly kestra: {
    readonly baseUrl: string;
    readonly tenant: string;
    readonly reachable: boolean;
    readonly version?: string | null | undefined;
    readonly edition?: string | null | undefined;
    readonly commit?: string | null | undefined;
    readonly environment?: string | null | undefined;
    readonly flows?: number | null | undefined;
  };
  readonly user: {
    readonly credentials: string;
    readonly name?: string | null | undefined;
    readonly superAdmin?: boolean | null | undefined;
    readonly tenants?: readonly string[] | null | undefined;
  };
  readonly features: object;
  readonly server: {
    readonly version: string;
    readonly protocol?: string | null | undefined;
    readonly transport: string;
    readonly readOnly: boolean;
    readonly namespaces?: string | null | undefined;
    readonly confirm: string;
    readonly tools: number;
    readonly hidden: readonly { readonly reason: string; readonly tools: readonly string[] }[];
  };
  readonly connection?: string | null | undefined;
  readonly kestractl?:
    | {
        readonly from?: string | null | undefined;
        readonly host?: string | null | undefined;
        readonly tenant?: string | null | undefined;
        readonly credentials?: string | null | undefined;
        readonly username?: string | null | undefined;
        readonly differs?: readonly string[] | null | undefined;
      }
    | null
    | undefined;
  readonly settings: readonly { readonly name: string; readonly from: string }[];
  readonly warnings: readonly string[];
}
