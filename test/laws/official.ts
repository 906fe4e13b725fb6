/** An argument as the official Python server offers it. */
export interface OfficialArgument {
  readonly type: "string" | "integer" | "boolean" | "object" | "array" | "any";
  readonly required?: true;
  readonly default?: string | number | boolean;
  readonly enum?: readonly string[];
}

const text = { type: "string", required: true } as const;
const optionalText = { type: "string", default: "" } as const;
const given = { type: "string" } as const;
const no = { type: "boolean", default: false } as const;
const role = { type: "string", enum: ["admin", "developer", "editor", "launcher", "viewer"] } as const;

/** The argument that picks what a tool does. */
function picks(...names: readonly string[]): OfficialArgument {
  return { type: "string", required: true, enum: names };
}

/** Tool -> argument. What its clients send, ours must take, and mean the same by leaving it out. */
export const official: Readonly<Record<string, Readonly<Record<string, OfficialArgument>>>> = {
  search_flows: {
    query: text,
    size: { type: "integer", default: 10 },
    page: { type: "integer", default: 1 },
  },
  find_flow: { query: text, namespace: optionalText },
  list_flows_with_triggers: { namespace: optionalText, enabled_only: no, disabled_only: no },
  create_flow_from_yaml: { yaml_definition: text },
  manage_flow: {
    action: {
      type: "string",
      required: true,
      enum: ["enable", "disable", "list_revisions", "list_dependencies", "get_yaml", "delete"],
    },
    namespace: text,
    flow_id: text,
  },
  generate_flow: {
    user_prompt: text,
    flow_yaml: optionalText,
    namespace: optionalText,
    provider_id: optionalText,
    auto_create: no,
  },
  generate_dashboard: {
    user_prompt: text,
    dashboard_yaml: optionalText,
    provider_id: optionalText,
    auto_create: no,
  },
  execute_flow: {
    namespace: text,
    flow_id: text,
    revision: { type: "integer", default: 0 },
    wait: no,
    inputs: { type: "object" },
    labels: { type: "object" },
    schedule_date: optionalText,
  },
  manage_executions: {
    action: { type: "string", required: true, enum: ["pause", "kill", "delete", "get", "change_status"] },
    execution_id: text,
    status: { type: "string" },
    cascade: { type: "boolean", default: true },
  },
  add_execution_labels: { execution_id: text, labels: { type: "object", required: true } },
  list_executions: {
    namespace: text,
    flow_id: optionalText,
    count: { type: "integer" },
    time_range: optionalText,
    start_date: optionalText,
    end_date: optionalText,
    page_size: { type: "integer", default: 100 },
  },
  manage_kv_store: {
    namespace: text,
    action: { type: "string", required: true, enum: ["get", "set", "list", "delete"] },
    key: { type: "string" },
    value: { type: "any" },
  },
  list_namespaces: { query: optionalText, page_size: { type: "integer", default: 100 }, with_flows_only: no },
  list_flows_in_namespace: { namespace: text },
  list_namespace_dependencies: { namespace: text },
  invite_user: { email: text, group_names: { type: "array" }, role },
  manage_tests: {
    action: picks("create", "run", "delete"),
    yaml_source: given,
    namespace: given,
    id_: given,
  },
  manage_apps: { action: picks("create", "enable", "disable", "delete"), uid: given, yaml_source: given },
  search_apps: {
    page: { type: "integer", default: 1 },
    size: { type: "integer", default: 10 },
    sort: { type: "array" },
    tags: { type: "array" },
    q: given,
    namespace: given,
    flowId: given,
  },
  manage_announcements: {
    action: picks("list", "create", "update", "delete"),
    id_: given,
    message: given,
    type: { type: "string", enum: ["INFO", "WARNING", "ERROR"] },
    startDate: given,
    endDate: given,
    active: { type: "boolean", default: true },
    tenantId: given,
  },
  manage_group: {
    action: picks("create", "get", "update", "delete"),
    id_: given,
    name: given,
    description: given,
    role,
  },
  // Without its id the official server refuses either action; its schema leaves it out.
  manage_invitations: { action: picks("get", "delete"), id_: text },
  get_instance_info: {
    info: { type: "string", default: "configuration", enum: ["configuration", "license_info"] },
  },
  generate_app: { user_prompt: text, app_yaml: optionalText, provider_id: optionalText, auto_create: no },
  generate_test: { user_prompt: text, test_yaml: optionalText, provider_id: optionalText, auto_create: no },
};
