import { listSecretManagers } from "../../generated/catalog/list_secret_managers.ts";
import { kindList } from "../steps/catalog/kind-list.ts";

/** Steps, because what is installed and what there is are two lists. */
export const tool = listSecretManagers(async ({ offset }, calls, context) =>
  kindList("secrets", calls, context, offset),
);
