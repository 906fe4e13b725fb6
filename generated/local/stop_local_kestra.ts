// Generated from specs/local/stop_local_kestra.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/local/stop_local_kestra.ts` */
export const stopLocalKestra = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "stop_local_kestra",
  toolset: "local",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  effect: "write" as const,
  where: "nowhere" as const,
  input: () => z.strictObject({}),
  calls: {},
  uses: ["local"] as const,
  offline: true as const,
};

interface BehaviourOutput {
  readonly stopped: boolean;
  readonly message: string;
}
