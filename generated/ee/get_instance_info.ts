// Generated from specs/ee/get_instance_info.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const getInstanceInfo: Tool = {
  name: "get_instance_info",
  toolset: "ee",
  behaviour: {
    by: "info",
    default: "configuration",
    actions: {
      configuration: operation({
        method: "GET",
        effect: "read",
        where: "tenant",
        input: () => z.strictObject({}),
        request: () => ({ path: path`/api/v1/configs` }),
        read: json(anyObject),
      }),
      license_info: operation({
        method: "GET",
        effect: "read",
        edition: "ee",
        where: "instance",
        input: () => z.strictObject({}),
        request: () => ({ path: path`/api/v1/license-info` }),
        read: json(() =>
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
        ),
      }),
    },
  },
};
