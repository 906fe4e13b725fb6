import { listLogExporters } from "../../generated/catalog/list_log_exporters.ts";
import { kindList } from "../steps/catalog/kind-list.ts";

/** Steps, because what is installed and what there is are two lists. */
export const tool = listLogExporters(async ({ offset }, calls, context) =>
  kindList("logExporters", calls, context, offset),
);
