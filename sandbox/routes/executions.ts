import type { Route } from "../route.ts";
import { executionActionRoutes } from "./executions-actions.ts";
import { executionBulkRoutes } from "./executions-bulk.ts";
import { executionCreateRoutes } from "./executions-create.ts";
import { executionFileRoutes } from "./executions-files.ts";
import { executionFollowRoutes } from "./executions-follow.ts";
import { executionMetricRoutes } from "./executions-metrics.ts";
import { executionOutputRoutes } from "./executions-outputs.ts";
import { executionReadRoutes } from "./executions-read.ts";

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
