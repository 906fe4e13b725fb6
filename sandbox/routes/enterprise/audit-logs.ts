import { instantFits, queryFits, textFits, type Condition } from "../../executions/condition.ts";
import type { AuditLog } from "../../enterprise/store.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import type { Route } from "../../http/route.ts";
import type { Line } from "../../line/line.ts";
import { printed } from "../../pebble/value.ts";
import { formatInstant } from "../../values/duration.ts";
import type { Values } from "../../values/values.ts";
import { meOf } from "./me.ts";
import { pageFound, type Search } from "./search.ts";

const fields = ["namespace", "flowId", "executionId"];

function fits(log: AuditLog, condition: Condition): boolean {
  const { field } = condition;
  if (fields.includes(field)) return textFits(log.detail[field] as string | undefined, condition);
  if (field === "q") return queryFits([log.resource, ...Object.values(log.detail).map(printed)], condition);
  if (field === "id") return textFits(log.id, condition);
  if (field === "resources") return condition.value.split(",").includes(log.resource);
  if (field === "action") return textFits(log.type, condition);
  return field === "startDate" || field === "endDate" ? instantFits(log.date, condition) : true;
}

const search: Search<AuditLog> = {
  resource: "AUDIT_LOG",
  operation: "searchAuditLogs",
  flat: {
    q: ["q", "EQUALS"],
    namespace: ["namespace", "PREFIX"],
    flowId: ["flowId", "EQUALS"],
    executionId: ["executionId", "EQUALS"],
    id: ["id", "EQUALS"],
    resources: ["resources", "IN"],
    type: ["action", "EQUALS"],
    startDate: ["startDate", "GREATER_THAN_OR_EQUAL_TO"],
    endDate: ["endDate", "LESS_THAN_OR_EQUAL_TO"],
  },
  fits,
  sortKeys: { date: ({ date }) => date, id: ({ id }) => id },
};

/** The permission that a resource needs, where it is not called like it. */
const permissions: Readonly<Record<string, string>> = {
  KILL_SWITCH: "UNKNOWN",
  TESTSUITE: "TEST",
  TRIGGER: "FLOW",
};

/** What a line calls a resource. */
function resourceOf(resource: string, line: Line): Values {
  const former = resource === "KVSTORE" ? "KV_STORE" : resource;
  return line === "2.0"
    ? { resource, resourceType: resource }
    : { permission: permissions[resource] ?? resource, resourceType: former };
}

/** Everything is done by the one who may use the sandbox. */
function render({ id, type, resource, detail, date }: AuditLog, kestra: Kestra): Values {
  const { line, tenant } = kestra;
  const { id: userId, username, email, isService } = meOf(kestra);
  const name = resource
    .toLowerCase()
    .replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return {
    auditLog: {
      id,
      tenantId: tenant,
      type,
      userId,
      date: formatInstant(date),
      detail: { type: `${name}AuditLogDetail`, ...resourceOf(resource, line), ...detail },
    },
    user: {
      id: userId,
      type: isService ? "SERVICE_ACCOUNT" : "STANDARD",
      username,
      email,
      superAdmin: true,
    },
  };
}

/** The newest first, unless it is sorted. */
const ofTenant: Route["handle"] = (request, kestra) =>
  pageFound(kestra.enterprise.audit.toReversed(), request, kestra.line, search, (row) => render(row, kestra));

export const auditLogRoutes: readonly Route[] = [
  { method: "GET", path: "/api/v1/auditlogs/search", handle: ofTenant },
  { method: "GET", path: "/api/v1/{tenant}/auditlogs/search", handle: ofTenant },
];
