// Generated from specs/account/register_kestra_token.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/account/register_kestra_token.ts` */
export const registerKestraToken = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "register_kestra_token",
  toolset: "account",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  effect: "write" as const,
  where: "nowhere" as const,
  input: () => z.strictObject({ token: z.string().optional() }),
  calls: {},
  uses: ["account"] as const,
  offline: true as const,
};

interface BehaviourOutput {
  readonly status: string;
  readonly message: string;
  readonly url?: string | null | undefined;
  readonly whose?: string | null | undefined;
}
