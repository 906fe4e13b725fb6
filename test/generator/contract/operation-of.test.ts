import { expect, test } from "vitest";
import { committedContracts, contractOf } from "./committed.ts";
import { operationOf } from "./operation-of.ts";

const contracts = committedContracts();

test.each([
  ["1.3", "GET", "/api/v1/main/executions/search", "/api/v1/{tenant}/executions/search"],
  ["1.3", "GET", "/api/v1/main/executions/5xYz", "/api/v1/{tenant}/executions/{executionId}"],
  ["1.3", "POST", "/api/v1/main/executions/5xYz/pause", "/api/v1/{tenant}/executions/{executionId}/pause"],
  ["2.0", "POST", "/api/v1/main/executions/5xYz/pause", "/api/v1/{tenant}/executions/{namespace}/{id}"],
  ["2.0", "POST", "/api/v1/main/ai/generate/flow", "/api/v1/{tenant}/ai/generate/flow"],
])("%s: %s %s", (line, method, path, template) => {
  expect(operationOf(contractOf(contracts, line), method, path)?.path).toBe(template);
});

test("another tenant's route is none", () => {
  expect(operationOf(contractOf(contracts, "1.3"), "GET", "/api/v1/flows/search")?.path).toBeUndefined();
});
