import { notBuilt, notFound, refused } from "./answers.ts";
import { auditOf } from "../enterprise/audit.ts";
import { operationsOf, type Operation } from "./operations.ts";
import { Refusal } from "../executions/refusal.ts";
import type { Kestra } from "../kestra/kestra.ts";
import { route as find } from "./router.ts";
import type { Route, SandboxAnswer, SandboxRequest } from "./route.ts";

/** A request before its route is known. */
export type Incoming = Omit<SandboxRequest, "params">;

export type Dispatch = (request: Incoming, kestra: Kestra) => Promise<SandboxAnswer>;

function keyOf({ method, path }: Pick<Operation, "method" | "path">): string {
  return `${method} ${path.replaceAll(/\{[^}]*\}/g, "{}")}`;
}

function acceptable(accept: string | undefined): boolean {
  return (
    accept === undefined ||
    accept
      .split(",")
      .some((item) =>
        /^\s*(\*\/\*|application\/(json|\*)|text\/|application\/(yaml|octet-stream|x-yaml))/.test(item),
      )
  );
}

/** What the Enterprise edition keeps of a request that changed something. */
function keep(
  { path }: Route,
  { method, params }: SandboxRequest,
  { status, body }: SandboxAnswer,
  kestra: Kestra,
): void {
  if (kestra.edition === "oss" || status >= 400) return;
  const done = auditOf({ method, path, params, answer: body.kind === "json" ? body.value : undefined });
  if (done === undefined) return;
  kestra.enterprise.audit.push({ ...done, id: kestra.newId(), date: kestra.clock.now().getTime() });
}

async function answer(route: Route, request: SandboxRequest, kestra: Kestra): Promise<SandboxAnswer> {
  try {
    const answered = await route.handle(request, kestra);
    keep(route, request, answered, kestra);
    return answered;
  } catch (error) {
    if (error instanceof Refusal) return refused(request, error.status, error.message, error.errors);
    throw error;
  }
}

/** Names of parameters are the route's own, whatever the contract calls them. */
function paramsOf(
  route: Route,
  operation: Operation,
  params: SandboxRequest["params"],
): SandboxRequest["params"] {
  const names = (path: string): readonly string[] =>
    [...path.matchAll(/\{([^}]*)\}/g)].map((it) => it[1] ?? "");
  const own = names(route.path);
  return Object.fromEntries(
    names(operation.path).flatMap((name, index) => {
      const value = params[name];
      return value === undefined ? [] : [[own[index] ?? name, value]];
    }),
  );
}

/** Answers requests with the routes that are built, and all others as a Kestra of this line and edition does. */
export function dispatcher(routes: readonly Route[], { line, edition }: Kestra): Dispatch {
  const operations = operationsOf(line, edition);
  const built = new Map(
    routes
      .filter(({ lines }) => lines === undefined || lines.includes(line))
      .map((route) => [keyOf(route), route] as const),
  );
  return async (request, kestra) => {
    const contentType = request.body.length === 0 ? undefined : request.headers["content-type"];
    const routed = find(operations, request.method, request.path, contentType);
    if (routed.kind === "missing") return notFound(request);
    if (routed.kind === "method") {
      const allowed = routed.allowed.join(", ");
      const message = `Method Not Allowed: Method [${request.method}] not allowed for URI [${request.href}]. Allowed methods: [${allowed}]`;
      return refused(request, 405, message);
    }
    if (routed.kind === "media") {
      const sent = (contentType ?? "").split(";")[0] ?? "";
      const message = `Unsupported Media Type: Content Type [${sent}] not allowed. Allowed types: [${routed.allowed.join(", ")}]`;
      return refused(request, 415, message);
    }
    const { tenant } = routed.params;
    if (tenant !== undefined && tenant !== kestra.tenant) {
      return refused(request, 400, `Bad Request: Tenant must be '${kestra.tenant}' for OSS version`);
    }
    const route = built.get(keyOf(routed.operation));
    if (route === undefined) {
      const { method, path } = routed.operation;
      return notBuilt(`${method} ${path}`);
    }
    if (!acceptable(request.headers["accept"])) {
      const types = request.headers["accept"] ?? "";
      const message = `Not Acceptable: Specified Accept Types [${types}] not supported. Supported types: [application/json]`;
      return refused(request, 406, message);
    }
    return answer(route, { ...request, params: paramsOf(route, routed.operation, routed.params) }, kestra);
  };
}
