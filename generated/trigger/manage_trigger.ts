// Generated from specs/trigger/manage_trigger.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  continuedBackfill,
  deletedBackfill,
  disabledTrigger,
  enabledTrigger,
  pausedBackfill,
  restartedTrigger,
  triggersWithState,
  unlockedTrigger,
} from "../operations/triggers.ts";

/** @param steps in `specs/trigger/manage_trigger.ts` */
export const manageTrigger = (steps: {
  readonly enable: Steps<typeof enable, Output>;
  readonly disable: Steps<typeof disable, Output>;
  readonly unlock: Steps<typeof unlock, Output>;
  readonly restart: Steps<typeof restart, Output>;
  readonly pause_backfill: Steps<typeof pauseBackfill, Output>;
  readonly continue_backfill: Steps<typeof continueBackfill, Output>;
  readonly delete_backfill: Steps<typeof deleteBackfill, Output>;
}): Tool => ({
  name: "manage_trigger",
  toolset: "trigger",
  within: { flow_id: "namespace" },
  behaviour: {
    by: "action",
    actions: {
      enable: composite({ ...enable, steps: steps.enable }),
      disable: composite({ ...disable, steps: steps.disable }),
      unlock: composite({ ...unlock, steps: steps.unlock }),
      restart: composite({ ...restart, steps: steps.restart }),
      pause_backfill: composite({ ...pauseBackfill, steps: steps.pause_backfill }),
      continue_backfill: composite({ ...continueBackfill, steps: steps.continue_backfill }),
      delete_backfill: composite({ ...deleteBackfill, steps: steps.delete_backfill }),
    },
  },
});

const enable = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
    z.strictObject({
      namespace: z.string().min(1),
      flow_id: z.string().min(1).optional(),
      trigger_id: z.string().min(1).optional(),
      preview: z.boolean().optional(),
      token: z.string().min(1).optional(),
    }),
  calls: { search: triggersWithState, change: enabledTrigger },
  uses: ["server"] as const,
  limit: { rows: "triggers" },
};

interface Output {
  readonly triggers: readonly {
    readonly namespace: string;
    readonly flowId: string;
    readonly triggerId: string;
    readonly type?: string | null | undefined;
    readonly state: string;
    readonly nextDate?: string | null | undefined;
    readonly lastDate?: string | null | undefined;
    readonly lastTriggeredDate?: string | null | undefined;
    readonly disabled: boolean;
    readonly disabledInFlow?: boolean | null | undefined;
    readonly locked: boolean;
    readonly executionId?: string | null | undefined;
    readonly lateSeconds?: number | null | undefined;
    readonly backfill?: object | null | undefined;
  }[];
  readonly preview: boolean;
  readonly token?: string | null | undefined;
  readonly message: string;
  readonly failed?:
    | readonly {
        readonly namespace: string;
        readonly flowId: string;
        readonly triggerId: string;
        readonly message: string;
      }[]
    | null
    | undefined;
}

const disable = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
    z.strictObject({
      namespace: z.string().min(1),
      flow_id: z.string().min(1).optional(),
      trigger_id: z.string().min(1).optional(),
      preview: z.boolean().optional(),
      token: z.string().min(1).optional(),
    }),
  calls: { search: triggersWithState, change: disabledTrigger },
  uses: ["server"] as const,
  limit: { rows: "triggers" },
};

const unlock = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
    z.strictObject({
      namespace: z.string().min(1),
      flow_id: z.string().min(1).optional(),
      trigger_id: z.string().min(1).optional(),
      preview: z.boolean().optional(),
      token: z.string().min(1).optional(),
    }),
  calls: { search: triggersWithState, change: unlockedTrigger },
  uses: ["server"] as const,
  limit: { rows: "triggers" },
};

const restart = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
    z.strictObject({
      namespace: z.string().min(1),
      flow_id: z.string().min(1).optional(),
      trigger_id: z.string().min(1).optional(),
      preview: z.boolean().optional(),
      token: z.string().min(1).optional(),
    }),
  calls: { search: triggersWithState, change: restartedTrigger },
  uses: ["server"] as const,
  limit: { rows: "triggers" },
};

const pauseBackfill = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
    z.strictObject({
      namespace: z.string().min(1),
      flow_id: z.string().min(1).optional(),
      trigger_id: z.string().min(1).optional(),
      preview: z.boolean().optional(),
      token: z.string().min(1).optional(),
    }),
  calls: { search: triggersWithState, change: pausedBackfill },
  uses: ["server"] as const,
  limit: { rows: "triggers" },
};

const continueBackfill = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
    z.strictObject({
      namespace: z.string().min(1),
      flow_id: z.string().min(1).optional(),
      trigger_id: z.string().min(1).optional(),
      preview: z.boolean().optional(),
      token: z.string().min(1).optional(),
    }),
  calls: { search: triggersWithState, change: continuedBackfill },
  uses: ["server"] as const,
  limit: { rows: "triggers" },
};

const deleteBackfill = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
    z.strictObject({
      namespace: z.string().min(1),
      flow_id: z.string().min(1).optional(),
      trigger_id: z.string().min(1).optional(),
      preview: z.boolean().optional(),
      token: z.string().min(1).optional(),
    }),
  calls: { search: triggersWithState, change: deletedBackfill },
  uses: ["server"] as const,
  limit: { rows: "triggers" },
};
