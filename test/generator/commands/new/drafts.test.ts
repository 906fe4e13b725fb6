import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { draftOf } from "../../../../generator/commands/new/draft/draft.ts";
import { nameFor } from "../../../../generator/commands/new/name.ts";
import { homeFor } from "../../../../generator/commands/new/toolset.ts";
import { endpointAt, fileOf, known, pretty } from "./project.ts";

/** One operation for each form that a request or an answer can have; `cases/<name>.yaml` is what is written for it. */
const cases: Readonly<Record<string, string>> = {
  moved_route: "POST /api/v1/{tenant}/executions/{executionId}/actions/pause",
  yaml_body_of_several_media: "POST /api/v1/{tenant}/flows/validate",
  write_by_query: "POST /api/v1/{tenant}/executions/labels/by-query",
  list_of_ids: "DELETE /api/v1/{tenant}/executions/by-ids",
  form_with_a_file: "POST /api/v1/{tenant}/flows/import",
  form_of_any_parts: "POST /api/v1/{tenant}/executions/{executionId}/actions/replay-with-inputs",
  binary_answer: "GET /api/v1/{tenant}/flows/export/by-query",
  event_stream: "GET /api/v1/{tenant}/executions/{executionId}/follow",
  search_with_filters: "GET /api/v1/{tenant}/triggers/search",
  enterprise_only: "GET /api/v1/users",
  answer_unknown: "GET /api/v1/plugins/inputs/{type}",
  body_with_optional_fields: "PUT /api/v1/{tenant}/triggers/backfill/pause",
  write_of_nothing_required: "PATCH /api/v1/me",
  newest_line_only: "POST /api/v1/{tenant}/executions/{executionId}/actions/eval",
};

describe("the draft of an operation with", () => {
  it.each(Object.entries(cases).filter(([, route]) => exists(route)))("%s", async (name, route) => {
    const [method = "", path = ""] = route.split(" ");
    const endpoint = endpointAt(method, path);
    const home = homeFor(endpoint, known.covered, known.toolsets);
    const { text } = fileOf(draftOf(known, endpoint, nameFor(endpoint, known.world.tools), home.toolset));
    const golden = join(import.meta.dirname, "cases", `${name}.yaml`);
    const formatted = await pretty(golden, text);
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, formatted);
    expect(existsSync(golden), "UPDATE_GOLDEN=1 writes it").toBe(true);
    expect(formatted).toBe(readFileSync(golden, "utf8"));
  });

  it("is there for all of them", () => {
    expect(Object.values(cases).filter((route) => !exists(route))).toEqual([]);
  });
});

function exists(route: string): boolean {
  return known.endpoints.some((it) =>
    it.routes.some(({ operation }) => `${operation.method} ${operation.path}` === route),
  );
}
