import { routeOf } from "../../contract/same-operation.ts";
import { askedBy } from "../../spec/asked.ts";
import { requestOn, sharedUses, usesOf } from "../release/drift/uses.ts";
import type { OperationsSpec, ToolSpec } from "../../spec/spec.ts";
import type { DraftEndpoint } from "./draft/endpoint.ts";

/** An operation that a tool calls. */
export interface Covered {
  readonly endpoint: DraftEndpoint;
  readonly tool: string;
  readonly toolset: string;
}

/** Every operation that a tool calls on some line, once for each tool. */
export function coverage(
  specs: readonly ToolSpec[],
  endpoints: readonly DraftEndpoint[],
  lines: readonly string[],
  operations: readonly OperationsSpec[],
): readonly Covered[] {
  const shared = new Map(operations.flatMap(sharedUses).map((use) => [use.name, use]));
  const byRoute = new Map(
    endpoints.flatMap((endpoint) =>
      endpoint.routes.map(({ line, operation }) => [`${line} ${routeOf(operation)}`, endpoint] as const),
    ),
  );
  return specs.flatMap((spec) => {
    const uses = [...usesOf(spec), ...askedBy(spec).flatMap((name) => shared.get(name) ?? [])];
    const called = uses.flatMap((use) =>
      lines.flatMap((line) => {
        const request = requestOn(use, line)?.trim().replace(/\s+/, " ");
        const endpoint = request === undefined ? undefined : byRoute.get(`${line} ${request}`);
        return endpoint === undefined ? [] : [endpoint];
      }),
    );
    return [...new Set(called)].map((endpoint) => ({ endpoint, tool: spec.name, toolset: spec.toolset }));
  });
}

/** The operations that no tool calls. */
export function uncovered(
  endpoints: readonly DraftEndpoint[],
  covered: readonly Covered[],
): readonly DraftEndpoint[] {
  const called = new Set(covered.map((it) => it.endpoint));
  return endpoints.filter((it) => !called.has(it));
}
