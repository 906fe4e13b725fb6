import { manageTrigger } from "../../generated/trigger/manage_trigger.ts";
import { changed } from "../steps/trigger/change-triggers.ts";

/**
 * Steps, because a trigger is looked up before it is changed: Kestra takes changes that do nothing, and up to 1.3 wants to be
 * told the tenant; and because those of a flow or namespace are shown first, and then changed one by one, as each was shown.
 */
export const tool = manageTrigger({
  enable: (input, { search, change }, context) =>
    changed("enable", input, { search, change: (of) => change(of) }, context),
  disable: (input, { search, change }, context) =>
    changed("disable", input, { search, change: (of) => change(of) }, context),
  unlock: (input, { search, change }, context) =>
    changed("unlock", input, { search, change: (of) => change(of) }, context),
  restart: (input, { search, change }, context) =>
    changed("restart", input, { search, change: (of) => change(of) }, context),
  pause_backfill: (input, { search, change }, context) =>
    changed(
      "pause_backfill",
      input,
      { search, change: (of, tenant_id) => change({ ...of, tenant_id }) },
      context,
    ),
  continue_backfill: (input, { search, change }, context) =>
    changed(
      "continue_backfill",
      input,
      { search, change: (of, tenant_id) => change({ ...of, tenant_id }) },
      context,
    ),
  delete_backfill: (input, { search, change }, context) =>
    changed(
      "delete_backfill",
      input,
      { search, change: (of, tenant_id) => change({ ...of, tenant_id }) },
      context,
    ),
});
