import type { TriggerRow } from "./trigger-row.ts";

/** What is done to triggers. */
export type TriggerAction = keyof typeof actions;

/** Of each action which triggers it is for, why it does nothing to others, and what is said of how many, once it was done and before. */
export const actions = {
  enable: {
    fits: (row: TriggerRow) => row.disabled && row.disabledInFlow !== true,
    unfit: (row: TriggerRow) =>
      row.disabledInFlow === true
        ? "is disabled in the YAML of its flow, where alone it can be enabled"
        : "is enabled already",
    done: (what: string) => `Enabled ${what}`,
    would: (what: string) => `${what} would be enabled`,
  },
  disable: {
    fits: (row: TriggerRow) => !row.disabled,
    unfit: () => "is disabled already",
    done: (what: string) => `Disabled ${what}`,
    would: (what: string) => `${what} would be disabled`,
  },
  unlock: {
    fits: (row: TriggerRow) => row.locked,
    unfit: () => "is not locked",
    done: (what: string) => `Unlocked ${what}`,
    would: (what: string) => `${what} would be unlocked`,
  },
  restart: {
    fits: () => true,
    unfit: () => "",
    done: (what: string) => `Restarted ${what}`,
    would: (what: string) => `${what} would be restarted`,
  },
  pause_backfill: {
    fits: (row: TriggerRow) => row.backfill !== undefined && row.backfill.paused !== true,
    unfit: (row: TriggerRow) =>
      row.backfill === undefined ? "has no backfill" : "has a backfill that is paused already",
    done: (what: string) => `Paused the backfill of ${what}`,
    would: (what: string) => `the backfill of ${what} would be paused`,
  },
  continue_backfill: {
    fits: (row: TriggerRow) => row.backfill?.paused === true,
    unfit: (row: TriggerRow) =>
      row.backfill === undefined ? "has no backfill" : "has a backfill that is not paused",
    done: (what: string) => `Continued the backfill of ${what}`,
    would: (what: string) => `the backfill of ${what} would be continued`,
  },
  delete_backfill: {
    fits: (row: TriggerRow) => row.backfill !== undefined,
    unfit: () => "has no backfill",
    done: (what: string) => `Deleted the backfill of ${what}`,
    would: (what: string) => `the backfill of ${what} would be deleted`,
  },
} as const;
