import { listTaskRunners } from "../../generated/catalog/list_task_runners.ts";
import { kindList } from "../steps/catalog/kind-list.ts";

/** Steps, because what is installed and what there is are two lists. */
export const tool = listTaskRunners(async ({ offset }, calls, context) =>
  kindList("taskRunners", calls, context, offset),
);
