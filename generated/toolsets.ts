// Generated from specs/toolsets.yaml by `npm run generate`. Do not edit.

import type { Toolset } from "../runtime/catalog/select.ts";

export const toolsets: Readonly<Record<string, Toolset>> = {
  instance: {
    title: "Instance",
    description: "Where one is, what is going on there, why, and what next.",
    default: true,
  },
  flow: { title: "Flows", description: "Find, create, change and draw flows.", default: true },
  execution: {
    title: "Executions",
    description: "Run flows, and look after their executions.",
    default: true,
  },
  kv: {
    title: "Key-value store",
    description: "Read and write the key-value pairs of a namespace.",
    default: true,
  },
  namespace: {
    title: "Namespaces",
    description: "List namespaces and their flows, and draw what depends on what.",
    default: true,
  },
  files: {
    title: "Namespace files",
    description: "Read and write the files and folders of a namespace.",
    default: true,
  },
  logs: { title: "Logs", description: "Read, search, follow and delete logs.", default: true },
  backfill: { title: "Backfills", description: "Run a schedule for a time that has passed.", default: true },
  replay: { title: "Replay", description: "Run executions again.", default: true },
  restart: {
    title: "Restart",
    description: "Restart failed executions, and change the state of their task runs.",
    default: true,
  },
  resume: {
    title: "Resume",
    description: "Resume paused executions, and run queued ones at once.",
    default: true,
  },
  trigger: {
    title: "Triggers",
    description: "Find triggers and their states, and enable, disable, unlock and restart them.",
    default: true,
  },
  catalog: {
    title: "Catalogue",
    description: "Plugins, their types and schemas, blueprints and docs, from one's own Kestra first.",
    default: true,
  },
  ee: {
    title: "Enterprise",
    description: "Apps, tests, users, groups, invitations and announcements of the Enterprise edition.",
    edition: "ee",
    default: true,
  },
  connection: {
    title: "Connections",
    description: "Save connections to Kestras on this machine, and choose among them.",
    default: false,
  },
  local: { title: "Local Kestra", description: "Start and stop a Kestra on this machine.", default: false },
  direct: {
    title: "Direct",
    description: "One tool for one deed, under the names of scramb/kestra-server-mcp.",
    default: false,
  },
  account: {
    title: "Account",
    description: "Who calls, what they may do here, and their credentials for Kestra.",
    default: false,
  },
  flows: {
    title: "Flows as tools",
    description: "Flows that the operator chose, each a tool of its own.",
    default: true,
    made: true,
  },
};

/** Name -> names of tools. */
export const presets: Readonly<Record<string, readonly string[]>> = {
  official: [
    "backfill_executions",
    "invite_user",
    "manage_tests",
    "manage_apps",
    "search_apps",
    "manage_announcements",
    "manage_group",
    "manage_invitations",
    "get_instance_info",
    "generate_app",
    "generate_test",
    "execute_flow",
    "manage_executions",
    "add_execution_labels",
    "list_executions",
    "namespace_file_action",
    "namespace_directory_action",
    "search_flows",
    "find_flow",
    "list_flows_with_triggers",
    "create_flow_from_yaml",
    "manage_flow",
    "generate_flow",
    "generate_dashboard",
    "manage_kv_store",
    "get_execution_logs",
    "download_execution_logs",
    "search_logs",
    "delete_execution_logs",
    "delete_flow_logs",
    "follow_execution_logs",
    "list_namespaces",
    "list_flows_in_namespace",
    "list_namespace_dependencies",
    "replay_execution",
    "restart_execution",
    "change_taskrun_state",
    "resume_execution",
    "force_run_execution",
  ],
  "kestra-server-mcp": [
    "register_kestra_token",
    "auth_status",
    "search_namespaces",
    "list_flows",
    "get_flow",
    "create_or_update_flow",
    "execute_flow",
    "get_execution",
    "list_executions",
    "kill_execution",
    "search_triggers",
    "list_apps",
    "get_app",
    "create_app",
  ],
};

/** Name -> roles that come with the program. */
export const rolePresets: Readonly<Record<string, unknown>> = {
  "kestra-server-mcp": {
    claims: ["roles"],
    default: ["anybody"],
    roles: {
      anybody: [{ allow: ["read", "write"], tools: ["auth_status", "register_kestra_token"] }],
      "kestra.flow.read": [
        {
          allow: ["read"],
          tools: ["flow", "execution", "logs", "namespace", "search_triggers", "search_apps", "direct"],
        },
      ],
      "kestra.flow.write": [
        { allow: ["write"], tools: ["flow", "manage_apps", "create_or_update_flow", "create_app"] },
      ],
      "kestra.flow.execute": [
        { allow: ["write"], tools: ["execution", "replay", "restart", "resume", "backfill"] },
        { allow: ["destructive"], tools: ["manage_executions.kill", "kill_execution"] },
      ],
    },
  },
};
