// Generated from specs/contracts by `npm run generate`. Do not edit.

import type { Line } from "../line/line.ts";

/** What a search is over. */
export type Resource =
  | "APP"
  | "ASSET"
  | "ASSET_LINEAGE_EVENT"
  | "ASSET_USAGE"
  | "AUDIT_LOG"
  | "BANNER"
  | "BINDING"
  | "BLUEPRINT"
  | "CREDENTIALS"
  | "EXECUTION"
  | "FLOW"
  | "GROUP"
  | "INVITATION"
  | "KV_METADATA"
  | "LOG"
  | "NAMESPACE"
  | "NAMESPACE_FILE_METADATA"
  | "PLUGIN"
  | "ROLE"
  | "SECRET_METADATA"
  | "SECURITY_INTEGRATION"
  | "SERVICE_INSTANCE"
  | "TASK"
  | "TEMPLATE"
  | "TENANT"
  | "TRIGGER"
  | "USER"
  | "WORKER_GROUP";

/** Resource -> field -> the operations that a filter of it may have. */
export type Filters = Readonly<
  Partial<Record<Resource, Readonly<Record<string, readonly string[]>>>>
>;

/** The filters of every line. */
export const filters: Readonly<Record<Line, Filters>> = {
  "1.0": {
    EXECUTION: {
      childFilter: ["EQUALS", "NOT_EQUALS"],
      endDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "NOT_EQUALS", "REGEX", "STARTS_WITH"],
      labels: ["EQUALS", "NOT_EQUALS"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      scope: ["EQUALS", "NOT_EQUALS"],
      startDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      state: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      timeRange: ["EQUALS"],
      triggerExecutionId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
    },
    FLOW: {
      labels: ["EQUALS", "NOT_EQUALS"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      scope: ["EQUALS", "NOT_EQUALS"],
    },
    LOG: {
      endDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      executionId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "NOT_EQUALS", "REGEX", "STARTS_WITH"],
      level: ["EQUALS", "NOT_EQUALS"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      scope: ["EQUALS", "NOT_EQUALS"],
      startDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      timeRange: ["EQUALS"],
      triggerId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
    },
    NAMESPACE: {
      existingOnly: ["EQUALS", "NOT_EQUALS"],
    },
    TASK: {
      childFilter: ["EQUALS", "NOT_EQUALS"],
      endDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "NOT_EQUALS", "REGEX", "STARTS_WITH"],
      labels: ["EQUALS", "NOT_EQUALS"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      startDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      state: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      timeRange: ["EQUALS"],
      triggerExecutionId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
    },
    TEMPLATE: {
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
    },
    TRIGGER: {
      endDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "NOT_EQUALS", "REGEX", "STARTS_WITH"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      scope: ["EQUALS", "NOT_EQUALS"],
      startDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      timeRange: ["EQUALS"],
      triggerId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      workerId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
    },
  },
  "1.3": {
    ASSET: {
      type: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      id: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      metadata: ["CONTAINS", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      updated: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
    },
    ASSET_LINEAGE_EVENT: {
      created: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      executionId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      flowRevision: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      taskId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      taskRunId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
    },
    ASSET_USAGE: {
      assetId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      created: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      executionId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      flowRevision: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      taskId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      taskRunId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
    },
    CREDENTIALS: {
      type: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      id: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
    },
    EXECUTION: {
      childFilter: ["EQUALS", "NOT_EQUALS"],
      endDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      kind: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      labels: ["CONTAINS", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      scope: ["EQUALS", "NOT_EQUALS"],
      startDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      state: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      timeRange: ["EQUALS"],
      triggerExecutionId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
    },
    FLOW: {
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      labels: ["CONTAINS", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      scope: ["EQUALS", "NOT_EQUALS"],
    },
    KV_METADATA: {
      expirationDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      updated: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
    },
    LOG: {
      endDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      executionId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      level: ["EQUALS", "NOT_EQUALS"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      scope: ["EQUALS", "NOT_EQUALS"],
      startDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      timeRange: ["EQUALS"],
      triggerId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
    },
    NAMESPACE: {
      existingOnly: ["EQUALS", "NOT_EQUALS"],
    },
    NAMESPACE_FILE_METADATA: {
      path: ["EQUALS", "IN", "NOT_EQUALS"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      parentPath: ["EQUALS", "NOT_EQUALS", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      updated: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      version: ["EQUALS", "NOT_EQUALS"],
    },
    SECRET_METADATA: {
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
    },
    TASK: {
      childFilter: ["EQUALS", "NOT_EQUALS"],
      endDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      labels: ["CONTAINS", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      startDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      state: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      timeRange: ["EQUALS"],
      triggerExecutionId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
    },
    TEMPLATE: {
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
    },
    TRIGGER: {
      endDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      scope: ["EQUALS", "NOT_EQUALS"],
      startDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      timeRange: ["EQUALS"],
      triggerId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      triggerState: ["EQUALS", "NOT_EQUALS"],
      workerId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
    },
    USER: {
      q: ["EQUALS", "NOT_EQUALS"],
      username: ["EQUALS"],
    },
  },
  "2.0": {
    APP: {
      enabled: ["EQUALS"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      tags: ["CONTAINS", "ENDS_WITH", "IN", "NOT_IN", "PREFIX", "STARTS_WITH"],
    },
    ASSET: {
      type: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      id: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      metadata: ["CONTAINS", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      updated: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
    },
    ASSET_LINEAGE_EVENT: {
      created: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      executionId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      flowRevision: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      taskId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      taskRunId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
    },
    ASSET_USAGE: {
      assetId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      created: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      executionId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      flowRevision: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      taskId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      taskRunId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
    },
    AUDIT_LOG: {
      action: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      details: ["EQUALS"],
      endDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      executionId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      id: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      resources: ["IN"],
      startDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      timeRange: ["EQUALS"],
      userId: ["EQUALS"],
    },
    BANNER: {
      type: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
    },
    BINDING: {
      type: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      external_id: ["EQUALS", "IN", "NOT_IN"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
    },
    BLUEPRINT: {
      q: ["EQUALS", "NOT_EQUALS"],
      tags: ["CONTAINS", "ENDS_WITH", "IN", "NOT_IN", "PREFIX", "STARTS_WITH"],
    },
    CREDENTIALS: {
      type: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      id: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
    },
    EXECUTION: {
      childFilter: ["EQUALS", "NOT_EQUALS"],
      endDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      kind: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      labels: ["CONTAINS", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      parentId: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      q: ["EQUALS", "NOT_EQUALS"],
      scope: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      startDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      state: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      timeRange: ["EQUALS"],
      triggerExecutionId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
    },
    FLOW: {
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      labels: ["CONTAINS", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      scope: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
    },
    GROUP: {
      name: ["EQUALS"],
      q: ["EQUALS", "NOT_EQUALS"],
    },
    INVITATION: {
      status: ["EQUALS", "NOT_EQUALS"],
      email: ["EQUALS"],
      q: ["EQUALS", "NOT_EQUALS"],
      super_admin: ["EQUALS"],
    },
    KV_METADATA: {
      expirationDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      updated: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
    },
    LOG: {
      attemptNumber: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      endDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      executionId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      kind: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      level: ["GREATER_THAN_OR_EQUAL_TO", "LESS_THAN_OR_EQUAL_TO"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      scope: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      startDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      taskId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      taskRunId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      timeRange: ["EQUALS"],
      triggerId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
    },
    NAMESPACE: {
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
    },
    NAMESPACE_FILE_METADATA: {
      path: ["EQUALS", "IN", "NOT_EQUALS"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      parentPath: ["EQUALS", "NOT_EQUALS", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      updated: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      version: ["EQUALS", "NOT_EQUALS"],
    },
    PLUGIN: {
      artifactId: ["IN", "NOT_IN"],
      q: ["EQUALS", "NOT_EQUALS"],
    },
    ROLE: {
      name: ["EQUALS"],
      q: ["EQUALS", "NOT_EQUALS"],
    },
    SECRET_METADATA: {
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
    },
    SECURITY_INTEGRATION: {
      enabled: ["EQUALS"],
      q: ["EQUALS", "NOT_EQUALS"],
    },
    SERVICE_INSTANCE: {
      type: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      created: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      q: ["EQUALS", "NOT_EQUALS"],
      state: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
    },
    TASK: {
      childFilter: ["EQUALS", "NOT_EQUALS"],
      endDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      labels: ["CONTAINS", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
      startDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      state: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      timeRange: ["EQUALS"],
      triggerExecutionId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
    },
    TEMPLATE: {
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
    },
    TENANT: {
      q: ["EQUALS", "NOT_EQUALS"],
    },
    TRIGGER: {
      flowId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      lastTriggeredDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      locked: ["EQUALS"],
      namespace: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "PREFIX", "REGEX", "STARTS_WITH"],
      nextExecutionDate: ["EQUALS", "GREATER_THAN", "GREATER_THAN_OR_EQUAL_TO", "LESS_THAN", "LESS_THAN_OR_EQUAL_TO", "NOT_EQUALS"],
      q: ["EQUALS", "NOT_EQUALS"],
      scope: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
      source: ["EQUALS"],
      triggerId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
      triggerState: ["EQUALS", "NOT_EQUALS"],
      workerId: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "STARTS_WITH"],
    },
    USER: {
      name: ["EQUALS"],
      type: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      groupList: ["EQUALS", "IN"],
      q: ["EQUALS", "NOT_EQUALS"],
      super_admin: ["EQUALS"],
      username: ["CONTAINS", "EQUALS", "IN", "NOT_IN"],
    },
    WORKER_GROUP: {
      id: ["CONTAINS", "ENDS_WITH", "EQUALS", "IN", "NOT_EQUALS", "NOT_IN", "REGEX", "STARTS_WITH"],
      q: ["EQUALS", "NOT_EQUALS"],
    },
  },
};
