import { getDashboard } from "../../generated/instance/get_dashboard.ts";
import { windowOf } from "../functions/window.ts";
import { pageOf } from "../steps/dashboard/dashboard.ts";
import { gather } from "../steps/dashboard/gather.ts";

/** Steps, because a page is made of many answers, and because what failed, and which limits count, is known only after the first. */
export const tool = getDashboard(async ({ namespace, window }, kestra, { now, instance, mask, isTold }) => {
  const at = now();
  const { line, edition } = instance;
  const setting = { now: at.getTime(), line, isEnterprise: edition === "ee", mask, isTold };
  return pageOf(await gather(namespace, windowOf(window, at), kestra, setting), mask);
});
