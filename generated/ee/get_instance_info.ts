// Generated from specs/ee/get_instance_info.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const configurationInput = lazy(() => z.strictObject({}));
type ConfigurationInput = z.output<ReturnType<typeof configurationInput>>;

const configuration = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: configurationInput,
  request: () => ({ method: "GET", path: path`/api/v1/configs` }),
  read: json(anyObject, (answer) => answer),
} satisfies Operation<ConfigurationInput, object>;

const licenseInfoInput = lazy(() => z.strictObject({}));
type LicenseInfoInput = z.output<ReturnType<typeof licenseInfoInput>>;

const licenseInfo = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: licenseInfoInput,
  request: () => ({ method: "GET", path: path`/api/v1/license-info` }),
  read: json(
    () =>
      z.object({
        type: z.string().nullish(),
        expiry: z.string().nullish(),
        expired: z.boolean().nullish(),
        standalone: z.boolean().nullish(),
        workerGroups: z.boolean().nullish(),
        maxServers: z.number().check(integer).nullish(),
        gracePeriod: z.string().nullish(),
        online: z.boolean().nullish(),
      }),
    (answer) => ({
      type: answer.type,
      expiry: answer.expiry,
      expired: answer.expired,
      standalone: answer.standalone,
      workerGroups: answer.workerGroups,
      maxServers: answer.maxServers,
      gracePeriod: answer.gracePeriod,
      online: answer.online,
    }),
  ),
} satisfies Operation<LicenseInfoInput, object>;

export const getInstanceInfo: ToolDefinition = {
  name: "get_instance_info",
  title: "Get instance info",
  toolset: "ee",
  description:
    "Get the configuration of the Kestra instance, such as its version and features, or its license.",
  inputSchema: {
    type: "object",
    properties: {
      info: {
        type: "string",
        enum: ["configuration", "license_info"],
        description: "What to tell.",
        default: "configuration",
      },
    },
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      type: { type: "string" },
      expiry: { type: "string" },
      expired: { type: "boolean" },
      standalone: { type: "boolean" },
      workerGroups: { type: "boolean" },
      maxServers: { type: "integer" },
      gracePeriod: { type: "string" },
      online: { type: "boolean" },
    },
  },
  behaviour: { by: "info", default: "configuration", actions: { configuration, license_info: licenseInfo } },
};
