import type { Values } from "../values/values.ts";
import type { AuditLog } from "./store.ts";

/** A request that was answered, as far as an audit log tells of it. */
export interface Done {
  readonly method: string;
  /** Of the route: `/api/v1/{tenant}/flows/{namespace}/{id}`. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  /** What it was answered with. */
  readonly answer: unknown;
}

const types = { POST: "CREATE", PUT: "UPDATE", PATCH: "UPDATE", DELETE: "DELETE" } as const;

/** The first word of a route -> what it is about. Others are not told of. */
const resources: Readonly<Record<string, string>> = {
  flows: "FLOW",
  executions: "EXECUTION",
  triggers: "TRIGGER",
  apps: "APP",
  tests: "TESTSUITE",
  groups: "GROUP",
  bindings: "BINDING",
  invitations: "INVITATION",
  "kill-switches": "KILL_SWITCH",
};

/** What is made by a request that only asks. */
const asks = /\/(validate|search|latest|eval|graph|find|export|by-ids\/preview)(\/|$)/;

function isAction(path: string): boolean {
  return /\{executionId\}\/|\/actions\/|\/by-(ids|query|triggers)|\/(unlock|restart|pause|unpause)$/.test(
    path,
  );
}

function textAt(value: unknown, key: string): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found = (value as Values)[key];
  return typeof found === "string" ? found : undefined;
}

/** What somebody did, without its id and date; undefined where it is nothing that is told of. */
export function auditOf({ method, path, params, answer }: Done): Omit<AuditLog, "id" | "date"> | undefined {
  const type = method in types ? types[method as keyof typeof types] : undefined;
  const word = path.replace(/^\/api\/v1\/(\{tenant\}\/)?/, "").split("/")[0] ?? "";
  const resource = path.includes("/kv") ? "KVSTORE" : resources[word];
  if (type === undefined || resource === undefined || asks.test(path)) return undefined;
  const namespace = params["namespace"] ?? textAt(answer, "namespace");
  const isFlow = resource === "FLOW";
  const flowId =
    params["flowId"] ??
    textAt(answer, "flowId") ??
    (isFlow ? (params["id"] ?? textAt(answer, "id")) : undefined);
  const executionId = params["executionId"] ?? (resource === "EXECUTION" ? textAt(answer, "id") : undefined);
  const named = { namespace, flowId, executionId, triggerId: params["triggerId"] };
  return {
    type: type === "CREATE" && isAction(path) ? "UPDATE" : type,
    resource,
    detail: Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
  };
}
