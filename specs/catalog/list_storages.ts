import { listStorages } from "../../generated/catalog/list_storages.ts";
import { kindList } from "../steps/catalog/kind-list.ts";

/** Steps, because what is installed and what there is are two lists. */
export const tool = listStorages(async ({ offset }, calls, context) =>
  kindList("storages", calls, context, offset),
);
