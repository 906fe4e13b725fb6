import { enterpriseRoutes } from "./enterprise/routes.ts";
import type { Route } from "./route.ts";
import { aiRoutes } from "./routes/ai.ts";
import { concurrencyRoutes } from "./routes/concurrency.ts";
import { executionRoutes } from "./routes/executions.ts";
import { flowBulkRoutes } from "./routes/flows-bulk.ts";
import { fileRoutes } from "./routes/files.ts";
import { executableFlowRoutes } from "./routes/flows-executable.ts";
import { flowReadRoutes } from "./routes/flows-read.ts";
import { flowWriteRoutes } from "./routes/flows-write.ts";
import { instanceRoutes } from "./routes/instance.ts";
import { kvRoutes } from "./routes/kv.ts";
import { logRoutes } from "./routes/logs.ts";
import { namespaceRoutes } from "./routes/namespaces.ts";
import { triggerBackfillRoutes } from "./routes/triggers-backfill.ts";
import { triggerBulkRoutes } from "./routes/triggers-bulk.ts";
import { triggerRoutes } from "./routes/triggers.ts";
import { webhookRoutes } from "./routes/webhooks.ts";

/** Every operation that is built. */
export const routes: readonly Route[] = [
  ...instanceRoutes,
  ...flowReadRoutes,
  ...flowWriteRoutes,
  ...flowBulkRoutes,
  ...executableFlowRoutes,
  ...executionRoutes,
  ...concurrencyRoutes,
  ...logRoutes,
  ...kvRoutes,
  ...fileRoutes,
  ...namespaceRoutes,
  ...triggerRoutes,
  ...triggerBackfillRoutes,
  ...triggerBulkRoutes,
  ...webhookRoutes,
  ...aiRoutes,
  ...enterpriseRoutes,
];
