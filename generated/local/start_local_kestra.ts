// Generated from specs/local/start_local_kestra.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/local/start_local_kestra.ts` */
export const startLocalKestra = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "start_local_kestra",
  toolset: "local",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  effect: "write" as const,
  where: "nowhere" as const,
  input: () =>
    z.strictObject({
      release: z.string().optional(),
      port: z.int().gte(1).lte(65535).optional(),
      username: z.string().optional(),
      password: z.string().optional(),
    }),
  calls: {},
  uses: ["local", "server"] as const,
  offline: true as const,
};

interface BehaviourOutput {
  readonly action: string;
  readonly url: string;
  readonly by: string;
  readonly ready: boolean;
  readonly version?: string | null | undefined;
  readonly username?: string | null | undefined;
  readonly password?: string | null | undefined;
  readonly message?: string | null | undefined;
  readonly next?: string | null | undefined;
}
