// Generated from specs by `npm run generate`. Do not edit.

import type { ToolDefinition } from "../runtime/tool/definition.ts";
import { catalogOf } from "../runtime/compiled/catalog.ts";
import { tool as authStatus } from "../specs/account/auth_status.ts";
import { tool as registerKestraToken } from "../specs/account/register_kestra_token.ts";
import { tool as backfillExecutions } from "../specs/backfill/backfill_executions.ts";
import { tool as blueprints } from "../specs/catalog/blueprints.ts";
import { tool as getBlueprintFlow } from "../specs/catalog/get_blueprint_flow.ts";
import { tool as getDoc } from "../specs/catalog/get_doc.ts";
import { tool as listDocChildren } from "../specs/catalog/list_doc_children.ts";
import { tool as listLogExporters } from "../specs/catalog/list_log_exporters.ts";
import { tool as listPlugins } from "../specs/catalog/list_plugins.ts";
import { tool as listSecretManagers } from "../specs/catalog/list_secret_managers.ts";
import { tool as listStorages } from "../specs/catalog/list_storages.ts";
import { tool as listTaskRunners } from "../specs/catalog/list_task_runners.ts";
import { tool as listTriggers } from "../specs/catalog/list_triggers.ts";
import { tool as pluginTasks } from "../specs/catalog/plugin_tasks.ts";
import { tool as pluginVersions } from "../specs/catalog/plugin_versions.ts";
import { tool as search } from "../specs/catalog/search.ts";
import { tool as searchDocs } from "../specs/catalog/search_docs.ts";
import { tool as taskSchema } from "../specs/catalog/task_schema.ts";
import { tool as versions } from "../specs/catalog/versions.ts";
import { tool as manageConnection } from "../specs/connection/manage_connection.ts";
import { tool as getExecution } from "../specs/direct/get_execution.ts";
import { tool as killExecution } from "../specs/direct/kill_execution.ts";
import { tool as inviteUser } from "../specs/ee/invite_user.ts";
import { tool as manageGroup } from "../specs/ee/manage_group.ts";
import { tool as addExecutionLabels } from "../specs/execution/add_execution_labels.ts";
import { tool as compareExecutions } from "../specs/execution/compare_executions.ts";
import { tool as executeFlow } from "../specs/execution/execute_flow.ts";
import { tool as getArtifact } from "../specs/execution/get_artifact.ts";
import { tool as listArtifacts } from "../specs/execution/list_artifacts.ts";
import { tool as listExecutions } from "../specs/execution/list_executions.ts";
import { tool as manageExecutions } from "../specs/execution/manage_executions.ts";
import { tool as searchTaskRuns } from "../specs/execution/search_task_runs.ts";
import { tool as showExecution } from "../specs/execution/show_execution.ts";
import { tool as compareRevisions } from "../specs/flow/compare_revisions.ts";
import { tool as findFlow } from "../specs/flow/find_flow.ts";
import { tool as getFlow } from "../specs/flow/get_flow.ts";
import { tool as showFlow } from "../specs/flow/show_flow.ts";
import { tool as validateFlow } from "../specs/flow/validate_flow.ts";
import { tool as diagnose } from "../specs/instance/diagnose.ts";
import { tool as getDashboard } from "../specs/instance/get_dashboard.ts";
import { tool as getStatistics } from "../specs/instance/get_statistics.ts";
import { tool as getStatus } from "../specs/instance/get_status.ts";
import { tool as getTimeline } from "../specs/instance/get_timeline.ts";
import { tool as listConnections } from "../specs/instance/list_connections.ts";
import { tool as startLocalKestra } from "../specs/local/start_local_kestra.ts";
import { tool as stopLocalKestra } from "../specs/local/stop_local_kestra.ts";
import { tool as downloadExecutionLogs } from "../specs/logs/download_execution_logs.ts";
import { tool as followExecutionLogs } from "../specs/logs/follow_execution_logs.ts";
import { tool as getExecutionLogs } from "../specs/logs/get_execution_logs.ts";
import { tool as searchLogs } from "../specs/logs/search_logs.ts";
import { tool as listNamespaces } from "../specs/namespace/list_namespaces.ts";
import { tool as replayExecution } from "../specs/replay/replay_execution.ts";
import { tool as restartExecution } from "../specs/restart/restart_execution.ts";
import { tool as listPendingApprovals } from "../specs/resume/list_pending_approvals.ts";
import { tool as rejectExecution } from "../specs/resume/reject_execution.ts";
import { tool as resumeExecution } from "../specs/resume/resume_execution.ts";
import { tool as manageTrigger } from "../specs/trigger/manage_trigger.ts";
import { tool as searchTriggers } from "../specs/trigger/search_triggers.ts";
import { createApp } from "./direct/create_app.ts";
import { createOrUpdateFlow } from "./direct/create_or_update_flow.ts";
import { getApp } from "./direct/get_app.ts";
import { listApps } from "./direct/list_apps.ts";
import { listFlows } from "./direct/list_flows.ts";
import { searchNamespaces } from "./direct/search_namespaces.ts";
import { generateApp } from "./ee/generate_app.ts";
import { generateTest } from "./ee/generate_test.ts";
import { getInstanceInfo } from "./ee/get_instance_info.ts";
import { manageAnnouncements } from "./ee/manage_announcements.ts";
import { manageApps } from "./ee/manage_apps.ts";
import { manageInvitations } from "./ee/manage_invitations.ts";
import { manageTests } from "./ee/manage_tests.ts";
import { searchApps } from "./ee/search_apps.ts";
import { namespaceDirectoryAction } from "./files/namespace_directory_action.ts";
import { namespaceFileAction } from "./files/namespace_file_action.ts";
import { createFlowFromYaml } from "./flow/create_flow_from_yaml.ts";
import { generateDashboard } from "./flow/generate_dashboard.ts";
import { generateFlow } from "./flow/generate_flow.ts";
import { listFlowsWithTriggers } from "./flow/list_flows_with_triggers.ts";
import { manageFlow } from "./flow/manage_flow.ts";
import { searchFlows } from "./flow/search_flows.ts";
import { manageKvStore } from "./kv/manage_kv_store.ts";
import { deleteExecutionLogs } from "./logs/delete_execution_logs.ts";
import { deleteFlowLogs } from "./logs/delete_flow_logs.ts";
import { listFlowsInNamespace } from "./namespace/list_flows_in_namespace.ts";
import { listNamespaceDependencies } from "./namespace/list_namespace_dependencies.ts";
import { changeTaskrunState } from "./restart/change_taskrun_state.ts";
import { forceRunExecution } from "./resume/force_run_execution.ts";
import told from "./tools.json" with { type: "json" };

/** Every tool, by name. */
export const catalog: readonly ToolDefinition[] = catalogOf(told, [
  addExecutionLabels,
  authStatus,
  backfillExecutions,
  blueprints,
  changeTaskrunState,
  compareExecutions,
  compareRevisions,
  createApp,
  createFlowFromYaml,
  createOrUpdateFlow,
  deleteExecutionLogs,
  deleteFlowLogs,
  diagnose,
  downloadExecutionLogs,
  executeFlow,
  findFlow,
  followExecutionLogs,
  forceRunExecution,
  generateApp,
  generateDashboard,
  generateFlow,
  generateTest,
  getApp,
  getArtifact,
  getBlueprintFlow,
  getDashboard,
  getDoc,
  getExecution,
  getExecutionLogs,
  getFlow,
  getInstanceInfo,
  getStatistics,
  getStatus,
  getTimeline,
  inviteUser,
  killExecution,
  listApps,
  listArtifacts,
  listConnections,
  listDocChildren,
  listExecutions,
  listFlows,
  listFlowsInNamespace,
  listFlowsWithTriggers,
  listLogExporters,
  listNamespaceDependencies,
  listNamespaces,
  listPendingApprovals,
  listPlugins,
  listSecretManagers,
  listStorages,
  listTaskRunners,
  listTriggers,
  manageAnnouncements,
  manageApps,
  manageConnection,
  manageExecutions,
  manageFlow,
  manageGroup,
  manageInvitations,
  manageKvStore,
  manageTests,
  manageTrigger,
  namespaceDirectoryAction,
  namespaceFileAction,
  pluginTasks,
  pluginVersions,
  registerKestraToken,
  rejectExecution,
  replayExecution,
  restartExecution,
  resumeExecution,
  search,
  searchApps,
  searchDocs,
  searchFlows,
  searchLogs,
  searchNamespaces,
  searchTaskRuns,
  searchTriggers,
  showExecution,
  showFlow,
  startLocalKestra,
  stopLocalKestra,
  taskSchema,
  validateFlow,
  versions,
]);
