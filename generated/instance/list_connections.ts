// Generated from specs/instance/list_connections.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/instance/list_connections.ts` */
export const listConnections = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "list_connections",
  toolset: "instance",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "nowhere" as const,
  input: () => z.strictObject({}),
  calls: {},
  uses: ["connections"] as const,
  offline: true as const,
  limit: { rows: "connections" },
};

interface BehaviourOutput {
  readonly active?:
    | {
        readonly name?: string | null | undefined;
        readonly host?: string | null | undefined;
        readonly tenant?: string | null | undefined;
        readonly credentials?: string | null | undefined;
        readonly username?: string | null | undefined;
        readonly from?: string | null | undefined;
      }
    | null
    | undefined;
  readonly connections: readonly {
    readonly name: string;
    readonly host?: string | null | undefined;
    readonly tenant?: string | null | undefined;
    readonly credentials?: string | null | undefined;
    readonly username?: string | null | undefined;
    readonly active: boolean;
    readonly default: boolean;
    readonly fault?: string | null | undefined;
  }[];
  readonly message?: string | null | undefined;
}
