import { enterpriseRoutes } from "./enterprise/enterprise.ts";
import type { Route } from "../http/route.ts";
import { aiRoutes } from "./ai.ts";
import { blueprintRelayRoutes } from "./blueprints.ts";
import { chartRoutes } from "./charts.ts";
import { concurrencyRoutes } from "./concurrency.ts";
import { executionRoutes } from "./executions/executions.ts";
import { flowBulkRoutes } from "./flows/bulk.ts";
import { fileRoutes } from "./files.ts";
import { executableFlowRoutes } from "./flows/executable.ts";
import { flowGraphRoutes } from "./flows/graph.ts";
import { flowReadRoutes } from "./flows/read.ts";
import { flowWriteRoutes } from "./flows/write.ts";
import { instanceRoutes } from "./instance.ts";
import { kvRoutes } from "./kv.ts";
import { logRoutes } from "./logs.ts";
import { mcpServerRoutes } from "./mcp-servers.ts";
import { namespaceRoutes } from "./namespaces.ts";
import { pluginRoutes } from "./plugins.ts";
import { triggerBackfillRoutes } from "./triggers/backfill.ts";
import { triggerBulkRoutes } from "./triggers/bulk.ts";
import { triggerRoutes } from "./triggers/triggers.ts";
import { usageRoutes } from "./usages.ts";
import { webhookRoutes } from "./webhooks.ts";

/** Every operation that is built. */
export const routes: readonly Route[] = [
  ...instanceRoutes,
  ...mcpServerRoutes,
  ...usageRoutes,
  ...pluginRoutes,
  ...blueprintRelayRoutes,
  ...flowReadRoutes,
  ...flowGraphRoutes,
  ...flowWriteRoutes,
  ...flowBulkRoutes,
  ...executableFlowRoutes,
  ...executionRoutes,
  ...concurrencyRoutes,
  ...logRoutes,
  ...chartRoutes,
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
