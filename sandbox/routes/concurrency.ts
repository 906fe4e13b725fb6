import { json, page } from "../http/answers.ts";
import type { ConcurrencyCount } from "../engine/concurrency-counts.ts";
import { Refusal } from "../executions/refusal.ts";
import type { Values } from "../values/values.ts";
import type { Kestra } from "../kestra/kestra.ts";
import { objectBody } from "../http/request-body.ts";
import type { Route } from "../http/route.ts";

function row({ namespace, flowId, running }: ConcurrencyCount, { tenant }: Kestra): Values {
  return {
    tenantId: tenant,
    namespace,
    flowId,
    running,
  };
}

const search: Route["handle"] = (_, kestra) => {
  const counts = kestra.engine.concurrency.all();
  return page(
    counts.map((count) => row(count, kestra)),
    counts.length,
  );
};

/** Sets what a flow is counted as running; nothing is started or stopped by it. */
const update: Route["handle"] = (request, kestra) => {
  const { running } = objectBody(request, "concurrencyLimit");
  const { namespace = "", flowId = "" } = request.params;
  const { concurrency } = kestra.engine;
  const before = concurrency.of(namespace, flowId);
  if (before === undefined) throw new Refusal(404, "Not Found");
  const after = { ...before, running: typeof running === "number" ? running : 0 };
  concurrency.set(after);
  return json(row(after, kestra));
};

const base = "/api/v1/{tenant}/concurrency-limit";

export const concurrencyRoutes: readonly Route[] = [
  { method: "GET", path: `${base}/search`, handle: search },
  { method: "PUT", path: `${base}/{namespace}/{flowId}`, handle: update },
];
