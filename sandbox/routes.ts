import type { Route } from "./route.ts";
import { aiRoutes } from "./routes/ai.ts";
import { executionRoutes } from "./routes/executions.ts";
import { flowBulkRoutes } from "./routes/flows-bulk.ts";
import { executableFlowRoutes } from "./routes/flows-executable.ts";
import { flowReadRoutes } from "./routes/flows-read.ts";
import { flowWriteRoutes } from "./routes/flows-write.ts";
import { instanceRoutes } from "./routes/instance.ts";
import { kvRoutes } from "./routes/kv.ts";
import { logRoutes } from "./routes/logs.ts";
import { namespaceRoutes } from "./routes/namespaces.ts";

/** Every operation that is built. */
export const routes: readonly Route[] = [
  ...instanceRoutes,
  ...flowReadRoutes,
  ...flowWriteRoutes,
  ...flowBulkRoutes,
  ...executableFlowRoutes,
  ...executionRoutes,
  ...logRoutes,
  ...kvRoutes,
  ...namespaceRoutes,
  ...aiRoutes,
];
