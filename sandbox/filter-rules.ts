import type { Line } from "./line.ts";

/** What a search is over: Kestra's `QueryFilter.Resource`. */
export type Resource =
  | "FLOW"
  | "NAMESPACE"
  | "EXECUTION"
  | "LOG"
  | "TASK"
  | "TEMPLATE"
  | "TRIGGER"
  | "KV_METADATA"
  | "SECRET_METADATA"
  | EnterpriseResource;

/** What only the Enterprise edition searches. */
type EnterpriseResource = "APP" | "BANNER" | "BINDING" | "GROUP" | "INVITATION" | "ROLE";

/** Before 2.0 none of these searches takes a filter. */
const noEnterprise: Readonly<Record<EnterpriseResource, readonly string[]>> = {
  APP: [],
  BANNER: [],
  BINDING: [],
  GROUP: [],
  INVITATION: [],
  ROLE: [],
};

/** Of one line: the operations of each field, and the fields of each resource (`io.kestra.core.models.QueryFilter`). */
export interface FilterRules {
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly resources: Readonly<Record<Resource, readonly string[]>>;
}

export const operations: readonly string[] = [
  "EQUALS",
  "NOT_EQUALS",
  "GREATER_THAN",
  "LESS_THAN",
  "GREATER_THAN_OR_EQUAL_TO",
  "LESS_THAN_OR_EQUAL_TO",
  "IN",
  "NOT_IN",
  "STARTS_WITH",
  "ENDS_WITH",
  "CONTAINS",
  "REGEX",
  "PREFIX",
];

const equality = ["EQUALS", "NOT_EQUALS"];
const choice = [...equality, "IN", "NOT_IN"];
const instant = [
  "GREATER_THAN_OR_EQUAL_TO",
  "GREATER_THAN",
  "LESS_THAN_OR_EQUAL_TO",
  "LESS_THAN",
  ...equality,
];
const text = [...equality, "CONTAINS", "STARTS_WITH", "ENDS_WITH", "IN", "NOT_IN"];
const pattern = [...equality, "CONTAINS", "STARTS_WITH", "ENDS_WITH", "REGEX"];
const namespace = [...pattern, "IN", "NOT_IN", "PREFIX"];

const oldest: FilterRules = {
  fields: {
    q: equality,
    scope: equality,
    namespace,
    labels: equality,
    flowId: pattern,
    startDate: instant,
    endDate: instant,
    state: choice,
    timeRange: ["EQUALS"],
    triggerExecutionId: text,
    triggerId: text,
    executionId: text,
    childFilter: equality,
    workerId: text,
    existingOnly: equality,
    level: equality,
  },
  resources: {
    FLOW: ["labels", "namespace", "q", "scope"],
    NAMESPACE: ["existingOnly"],
    EXECUTION: [
      "q",
      "scope",
      "flowId",
      "startDate",
      "endDate",
      "state",
      "labels",
      "triggerExecutionId",
      "childFilter",
      "namespace",
    ],
    LOG: ["q", "scope", "namespace", "startDate", "endDate", "flowId", "triggerId", "level", "executionId"],
    TASK: [
      "namespace",
      "q",
      "endDate",
      "flowId",
      "startDate",
      "state",
      "labels",
      "triggerExecutionId",
      "childFilter",
    ],
    TEMPLATE: ["namespace", "q"],
    TRIGGER: ["q", "scope", "namespace", "workerId", "flowId", "startDate", "endDate", "triggerId"],
    KV_METADATA: [],
    SECRET_METADATA: [],
    ...noEnterprise,
  },
};

const newer: FilterRules = {
  fields: {
    ...oldest.fields,
    kind: choice,
    labels: [...choice, "CONTAINS"],
    metadata: [...choice, "CONTAINS"],
    flowId: [...pattern, "IN", "NOT_IN", "PREFIX"],
    flowRevision: choice,
    id: [...pattern, "IN", "NOT_IN"],
    assetId: [...pattern, "IN", "NOT_IN"],
    type: [...pattern, "IN", "NOT_IN"],
    created: instant,
    updated: instant,
    expirationDate: instant,
    triggerState: equality,
    taskId: text,
    taskRunId: text,
    path: [...equality, "IN"],
    parentPath: [...equality, "STARTS_WITH"],
    version: equality,
    username: ["EQUALS"],
  },
  resources: {
    ...oldest.resources,
    FLOW: [...oldest.resources.FLOW, "flowId"],
    EXECUTION: [...oldest.resources.EXECUTION, "kind"],
    KV_METADATA: ["q", "namespace", "updated", "expirationDate"],
    SECRET_METADATA: ["q", "namespace"],
    TRIGGER: [...oldest.resources.TRIGGER, "triggerState"],
  },
};

const newest: FilterRules = {
  fields: {
    ...newer.fields,
    scope: choice,
    tags: ["IN", "NOT_IN", "PREFIX", "CONTAINS", "STARTS_WITH", "ENDS_WITH"],
    action: [...pattern, "IN", "NOT_IN"],
    status: equality,
    email: ["EQUALS"],
    parentId: choice,
    attemptNumber: choice,
    userId: ["EQUALS"],
    resources: ["IN"],
    details: ["EQUALS"],
    level: ["GREATER_THAN_OR_EQUAL_TO", "LESS_THAN_OR_EQUAL_TO"],
    enabled: ["EQUALS"],
    username: ["EQUALS", "IN", "NOT_IN", "CONTAINS"],
    name: ["EQUALS"],
    groupList: ["IN", "EQUALS"],
    external_id: ["EQUALS", "IN", "NOT_IN"],
    expired_at: [],
    super_admin: ["EQUALS"],
    source: ["EQUALS"],
    locked: ["EQUALS"],
    lastTriggeredDate: instant,
    nextExecutionDate: instant,
    artifactId: ["IN", "NOT_IN"],
  },
  resources: {
    ...newer.resources,
    APP: ["q", "tags", "namespace", "flowId", "enabled"],
    BANNER: ["q", "type"],
    BINDING: ["q", "namespace", "type", "external_id"],
    GROUP: ["q", "name"],
    INVITATION: ["q", "email", "status", "expired_at", "super_admin"],
    ROLE: ["q", "name"],
    NAMESPACE: ["namespace", "q"],
    EXECUTION: [...newer.resources.EXECUTION, "parentId"],
    LOG: [...newer.resources.LOG, "taskId", "taskRunId", "attemptNumber", "kind"],
    TRIGGER: [
      "q",
      "scope",
      "namespace",
      "workerId",
      "flowId",
      "triggerId",
      "triggerState",
      "source",
      "locked",
      "lastTriggeredDate",
      "nextExecutionDate",
    ],
  },
};

export const filterRules: Readonly<Record<Line, FilterRules>> = {
  "1.0": oldest,
  "1.3": newer,
  "2.0": newest,
};

/** How Kestra writes a field in its messages: `flowId` is `FLOW_ID`. */
export const constantOf = (field: string, line: Line): string => {
  if (field === "q") return "QUERY";
  if (field === "level" && line !== "2.0") return "MIN_LEVEL";
  return field.replaceAll(/([A-Z])/g, "_$1").toUpperCase();
};
