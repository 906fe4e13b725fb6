import { listTriggers } from "../../generated/catalog/list_triggers.ts";
import { kindList } from "../steps/catalog/kind-list.ts";

/** Steps, because what is installed and what there is are two lists. */
export const tool = listTriggers(async ({ offset }, calls, context) =>
  kindList("triggers", calls, context, offset),
);
