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
  readonly enable: Steps<typeof enable, EnableOutput>;
  readonly disable: Steps<typeof disable, DisableOutput>;
  readonly unlock: Steps<typeof unlock, UnlockOutput>;
  readonly restart: Steps<typeof restart, RestartOutput>;
  readonly pause_backfill: Steps<typeof pauseBackfill, PauseBackfillOutput>;
  readonly continue_backfill: Steps<typeof continueBackfill, ContinueBackfillOutput>;
  readonly delete_backfill: Steps<typeof deleteBackfill, DeleteBackfillOutput>;
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
  input: () =>
    z.strictObject({
      namespace: z.string().min(1),
      flow_id: z.string().min(1).optional(),
      trigger_id: z.string().min(1).optional(),
      preview: z.boolean().optional(),
    }),
  calls: { search: triggersWithState, change: enabledTrigger },
  limit: { rows: "triggers" },
};

interface EnableOutput {
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
  input: () =>
    z.strictObject({
      namespace: z.string().min(1),
      flow_id: z.string().min(1).optional(),
      trigger_id: z.string().min(1).optional(),
      preview: z.boolean().optional(),
    }),
  calls: { search: triggersWithState, change: disabledTrigger },
  limit: { rows: "triggers" },
};

interface DisableOutput {
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

const unlock = {
  input: () =>
    z.strictObject({
      namespace: z.string().min(1),
      flow_id: z.string().min(1).optional(),
      trigger_id: z.string().min(1).optional(),
      preview: z.boolean().optional(),
    }),
  calls: { search: triggersWithState, change: unlockedTrigger },
  limit: { rows: "triggers" },
};

interface UnlockOutput {
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

const restart = {
  input: () =>
    z.strictObject({
      namespace: z.string().min(1),
      flow_id: z.string().min(1).optional(),
      trigger_id: z.string().min(1).optional(),
      preview: z.boolean().optional(),
    }),
  calls: { search: triggersWithState, change: restartedTrigger },
  limit: { rows: "triggers" },
};

interface RestartOutput {
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

const pauseBackfill = {
  input: () =>
    z.strictObject({
      namespace: z.string().min(1),
      flow_id: z.string().min(1).optional(),
      trigger_id: z.string().min(1).optional(),
      preview: z.boolean().optional(),
    }),
  calls: { search: triggersWithState, change: pausedBackfill },
  limit: { rows: "triggers" },
};

interface PauseBackfillOutput {
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

const continueBackfill = {
  input: () =>
    z.strictObject({
      namespace: z.string().min(1),
      flow_id: z.string().min(1).optional(),
      trigger_id: z.string().min(1).optional(),
      preview: z.boolean().optional(),
    }),
  calls: { search: triggersWithState, change: continuedBackfill },
  limit: { rows: "triggers" },
};

interface ContinueBackfillOutput {
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

const deleteBackfill = {
  input: () =>
    z.strictObject({
      namespace: z.string().min(1),
      flow_id: z.string().min(1).optional(),
      trigger_id: z.string().min(1).optional(),
      preview: z.boolean().optional(),
    }),
  calls: { search: triggersWithState, change: deletedBackfill },
  limit: { rows: "triggers" },
};

interface DeleteBackfillOutput {
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
