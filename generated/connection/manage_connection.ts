// Generated from specs/connection/manage_connection.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/connection/manage_connection.ts` */
export const manageConnection = (steps: {
  readonly add: Steps<typeof add, AddOutput>;
  readonly use: Steps<typeof use, UseOutput>;
  readonly remove: Steps<typeof remove, RemoveOutput>;
}): Tool => ({
  name: "manage_connection",
  toolset: "connection",
  behaviour: {
    by: "action",
    actions: {
      add: composite({ ...add, steps: steps.add }),
      use: composite({ ...use, steps: steps.use }),
      remove: composite({ ...remove, steps: steps.remove }),
    },
  },
});

const add = {
  effect: "write" as const,
  where: "nowhere" as const,
  input: () =>
    z.strictObject({
      name: z.string(),
      host: z.string(),
      tenant: z.string().default("main"),
      token: z.string().optional(),
      username: z.string().optional(),
      password: z.string().optional(),
    }),
  calls: {},
  uses: ["connections"] as const,
  offline: true as const,
};

interface AddOutput {
  readonly name: string;
  readonly host: string;
  readonly tenant: string;
  readonly credentials: string;
  readonly username?: string | null | undefined;
  readonly version?: string | null | undefined;
  readonly default?: boolean | null | undefined;
  readonly message?: string | null | undefined;
}

const use = {
  effect: "write" as const,
  where: "nowhere" as const,
  input: () => z.strictObject({ name: z.string() }),
  calls: {},
  uses: ["connections"] as const,
  offline: true as const,
};

interface UseOutput {
  readonly name: string;
  readonly host: string;
  readonly tenant: string;
  readonly credentials: string;
  readonly username?: string | null | undefined;
  readonly version?: string | null | undefined;
  readonly default?: boolean | null | undefined;
  readonly message?: string | null | undefined;
}

const remove = {
  effect: "destructive" as const,
  where: "nowhere" as const,
  input: () => z.strictObject({ name: z.string(), force: z.boolean().default(false) }),
  calls: {},
  uses: ["connections"] as const,
  offline: true as const,
};

interface RemoveOutput {
  readonly removed: string;
  readonly message?: string | null | undefined;
}
