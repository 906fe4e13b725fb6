import { manageTrigger } from "../../generated/trigger/manage_trigger.ts";
import type { StepContext } from "../../runtime/tool/definition.ts";
import type { Host } from "../../runtime/tool/host.ts";
import { changed, type Change, type Routes } from "../steps/trigger/change-triggers.ts";
import type { TriggerAction } from "../steps/trigger/trigger-actions.ts";

/**
 * Steps, because a trigger is looked up before it is changed: Kestra takes changes that do nothing, and up to 1.3 wants to be
 * told the tenant; and because those of a flow or namespace are shown first, and then changed one by one, as each was shown.
 */
export const tool = manageTrigger({
  enable: changing("enable"),
  disable: changing("disable"),
  unlock: changing("unlock"),
  restart: changing("restart"),
  pause_backfill: changing("pause_backfill"),
  continue_backfill: changing("continue_backfill"),
  delete_backfill: changing("delete_backfill"),
});

function changing(action: TriggerAction) {
  return (input: Change, kestra: Routes, context: StepContext & Pick<Host, "server">) =>
    changed(action, input, kestra, context);
}
