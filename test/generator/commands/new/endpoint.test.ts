import { expect, it } from "vitest";
import { movedIds, routeDrift } from "../../../../generator/contract/same-operation.ts";
import { isOpen } from "../../../../generator/commands/new/draft/endpoint.ts";
import { homeFor } from "../../../../generator/commands/new/toolset.ts";
import { endpointAt, known } from "./project.ts";

const { contracts, lines } = known.world;

it("has every operation of every line once", () => {
  const all = lines.flatMap((line) =>
    (contracts.get(line)?.operations ?? []).map(({ method, path }) => `${line} ${method} ${path}`),
  );
  const found = known.endpoints.flatMap(({ routes }) =>
    routes.map(({ line, operation }) => `${line} ${operation.method} ${operation.path}`),
  );
  expect(found.toSorted()).toEqual(all.toSorted());
});

it("follows an operation to where it moved", () => {
  const { routes } = endpointAt("POST", "/api/v1/{tenant}/executions/{executionId}/actions/pause");
  expect(routes.map(({ line, operation }) => `${line} ${operation.path}`)).toEqual([
    "1.0 /api/v1/{tenant}/executions/{executionId}/pause",
    "1.3 /api/v1/{tenant}/executions/{executionId}/pause",
    "2.0 /api/v1/{tenant}/executions/{executionId}/actions/pause",
  ]);
});

it("follows an operation whose path is spelled otherwise", () => {
  const spelled = [["GET"], ["POST"], ["GET", "/{id}"], ["PUT", "/{id}"], ["DELETE", "/{id}"]] as const;
  for (const [method, end = ""] of spelled) {
    const { routes } = endpointAt(method, `/api/v1/instance/worker-groups${end}`);
    expect(routes.map(({ line, operation }) => `${line} ${operation.path}`)).toEqual([
      `1.0 /api/v1/instance/workergroups${end}`,
      `1.3 /api/v1/instance/workergroups${end}`,
      `2.0 /api/v1/instance/worker-groups${end}`,
    ]);
  }
});

it("says of no operation that it moved whose path has other words", () => {
  const letters = (path: string) => path.replace(/[-_]/g, "").toLowerCase();
  const [base, next] = lines.slice(-2).map((line) => contracts.get(line));
  if (base === undefined || next === undefined) throw new Error("There are no two lines.");
  const moved = base.operations.flatMap((from) => {
    const drift = routeDrift(from, base, next);
    return drift.kind === "moved" ? [{ from, to: drift.operation }] : [];
  });
  const respelled = moved.filter(({ from, to }) => letters(from.path) === letters(to.path));
  expect(respelled.map(({ from }) => from.path)).toContain("/api/v1/instance/workergroups");
  for (const { from, to } of moved.filter((one) => !respelled.includes(one)))
    expect(`${to.method} ${to.operationId}`).toBe(`${from.method} ${from.operationId}`);
  // A proposal for the one was once the other.
  const triggers = base.operations.find(({ method, path }) => method === "PUT" && path.endsWith("/triggers"));
  const drift = triggers && routeDrift(triggers, base, next);
  expect(drift?.kind === "moved" ? drift.operation.path : "").not.toContain("roles");
});

it("never takes another operation of the same operationId for it", () => {
  const [base, next] = lines.slice(-2).map((line) => contracts.get(line));
  if (base === undefined || next === undefined) throw new Error("There are no two lines.");
  const others = movedIds(base, next).filter(({ why }) => why !== undefined);
  expect(others.map(({ operationId }) => operationId)).toContain("delete");
  for (const { from, to } of others) {
    const { routes } = endpointAt(to.method, to.path);
    expect(routes.map(({ operation }) => operation)).not.toContain(from);
  }
});

it("puts a tool where its neighbours are, and nothing open into a toolset of Enterprise", () => {
  const home = (method: string, path: string) =>
    homeFor(endpointAt(method, path), known.covered, known.toolsets);
  expect(home("POST", "/api/v1/{tenant}/flows/validate")).toEqual({ toolset: "flow" });
  expect(home("DELETE", "/api/v1/{tenant}/executions/by-ids")).toEqual({ toolset: "execution" });
  expect(home("GET", "/api/v1/users").toolset).toBe("ee");
  for (const endpoint of known.endpoints.filter(isOpen)) {
    const { toolset, note } = homeFor(endpoint, known.covered, known.toolsets);
    expect(known.toolsets.toolsets[toolset]?.edition).toBeUndefined();
    if (note !== undefined) expect(note).toContain("specs/toolsets.yaml");
  }
});
