import type { Route } from "../../http/route.ts";
import { executionActionRoutes } from "./actions.ts";
import { executionBulkRoutes } from "./bulk.ts";
import { executionCreateRoutes } from "./create.ts";
import { executionFileRoutes } from "./files.ts";
import { executionFollowRoutes } from "./follow.ts";
import { executionMetricRoutes } from "./metrics.ts";
import { executionOutputRoutes } from "./outputs.ts";
import { executionReadRoutes } from "./read.ts";

/** Everything about executions but their logs. */
export const executionRoutes: readonly Route[] = [
  ...executionCreateRoutes,
  ...executionReadRoutes,
  ...executionActionRoutes,
  ...executionBulkRoutes,
  ...executionOutputRoutes,
  ...executionMetricRoutes,
  ...executionFileRoutes,
  ...executionFollowRoutes,
];
