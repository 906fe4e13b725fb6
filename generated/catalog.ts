// Generated from specs by `npm run generate`. Do not edit.

import type { ToolDefinition } from "../runtime/tool-definition.ts";
import { tool as addExecutionLabels } from "../specs/execution/add_execution_labels.ts";
import { tool as executeFlow } from "../specs/execution/execute_flow.ts";
import { tool as listExecutions } from "../specs/execution/list_executions.ts";
import { tool as manageExecutions } from "../specs/execution/manage_executions.ts";
import { tool as createFlowFromYaml } from "../specs/flow/create_flow_from_yaml.ts";
import { tool as findFlow } from "../specs/flow/find_flow.ts";
import { tool as generateDashboard } from "../specs/flow/generate_dashboard.ts";
import { tool as generateFlow } from "../specs/flow/generate_flow.ts";
import { tool as listFlowsWithTriggers } from "../specs/flow/list_flows_with_triggers.ts";
import { tool as manageFlow } from "../specs/flow/manage_flow.ts";
import { tool as manageKvStore } from "../specs/kv/manage_kv_store.ts";
import { tool as listNamespaceDependencies } from "../specs/namespace/list_namespace_dependencies.ts";
import { tool as listNamespaces } from "../specs/namespace/list_namespaces.ts";
import { searchFlows } from "./flow/search_flows.ts";
import { listFlowsInNamespace } from "./namespace/list_flows_in_namespace.ts";

/** Every tool, by name. */
export const catalog: readonly ToolDefinition[] = [
  addExecutionLabels,
  createFlowFromYaml,
  executeFlow,
  findFlow,
  generateDashboard,
  generateFlow,
  listExecutions,
  listFlowsInNamespace,
  listFlowsWithTriggers,
  listNamespaceDependencies,
  listNamespaces,
  manageExecutions,
  manageFlow,
  manageKvStore,
  searchFlows,
];
