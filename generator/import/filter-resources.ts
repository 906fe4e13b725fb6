/** Which filter resource the `filters[field][OPERATION]` of a route belong to; `*` stands for one segment or more. */
export interface FilterRoute {
  readonly route: string;
  readonly resource: string;
}

/** The first that fits holds. Only operations whose OpenAPI document gives them `filters` are looked up. */
export const filterRoutes: readonly FilterRoute[] = [
  { route: "/api/v1/{tenant}/flows/*", resource: "FLOW" },
  { route: "/api/v1/{tenant}/executions/*", resource: "EXECUTION" },
  { route: "/api/v1/{tenant}/logs/*", resource: "LOG" },
  { route: "/api/v1/{tenant}/taskruns/*", resource: "TASK" },
  { route: "/api/v1/{tenant}/triggers/*", resource: "TRIGGER" },
  { route: "/api/v1/{tenant}/namespaces/search", resource: "NAMESPACE" },
  { route: "/api/v1/{tenant}/namespaces/{namespace}/credentials", resource: "CREDENTIALS" },
  { route: "/api/v1/{tenant}/namespaces/{namespace}/secrets", resource: "SECRET_METADATA" },
  { route: "/api/v1/{tenant}/credentials", resource: "CREDENTIALS" },
  { route: "/api/v1/{tenant}/secrets", resource: "SECRET_METADATA" },
  { route: "/api/v1/{tenant}/kv", resource: "KV_METADATA" },
  { route: "/api/v1/plugins", resource: "PLUGIN" },
  { route: "/api/v1/instance/versioned-plugins", resource: "PLUGIN" },
  { route: "/api/v1/{tenant}/blueprints/*", resource: "BLUEPRINT" },
  { route: "/api/v1/{tenant}/apps/*", resource: "APP" },
  { route: "/api/v1/{tenant}/assets/usages/*", resource: "ASSET_USAGE" },
  { route: "/api/v1/{tenant}/assets/lineage-events/*", resource: "ASSET_LINEAGE_EVENT" },
  { route: "/api/v1/{tenant}/assets/*", resource: "ASSET" },
  { route: "/api/v1/{tenant}/groups/search", resource: "GROUP" },
  { route: "/api/v1/{tenant}/groups/autocomplete", resource: "GROUP" },
  { route: "/api/v1/{tenant}/groups/{id}/members", resource: "USER" },
  { route: "/api/v1/{tenant}/service-accounts", resource: "USER" },
  { route: "/api/v1/{tenant}/tenant-access", resource: "USER" },
  { route: "/api/v1/service-accounts", resource: "USER" },
  { route: "/api/v1/users", resource: "USER" },
  { route: "/api/v1/{tenant}/roles/search", resource: "ROLE" },
  { route: "/api/v1/{tenant}/bindings/search", resource: "BINDING" },
  { route: "/api/v1/{tenant}/invitations/search", resource: "INVITATION" },
  { route: "/api/v1/{tenant}/security-integrations/search", resource: "SECURITY_INTEGRATION" },
  { route: "/api/v1/{tenant}/auditlogs/search", resource: "AUDIT_LOG" },
  { route: "/api/v1/auditlogs/search", resource: "AUDIT_LOG" },
  { route: "/api/v1/banners/search", resource: "BANNER" },
  { route: "/api/v1/tenants/search", resource: "TENANT" },
  { route: "/api/v1/instance/services/search", resource: "SERVICE_INSTANCE" },
  { route: "/api/v1/instance/worker-groups", resource: "WORKER_GROUP" },
];
