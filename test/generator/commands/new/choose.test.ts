import { describe, expect, it } from "vitest";
import { choose, listUncovered } from "../../../../generator/commands/new/choose.ts";
import { newest } from "../../../../generator/commands/new/draft/endpoint.ts";
import { scaffoldOptions } from "../../../../generator/commands/new/options.ts";
import { known } from "./project.ts";

function chosen(...args: string[]) {
  const options = scaffoldOptions(args);
  if (options.kind !== "new") throw new Error("It is a list.");
  return choose(known, options);
}

describe("an operation is found", () => {
  it.each([
    ["by its route", "POST /api/v1/{tenant}/flows/validate"],
    ["with a tenant in it", "post /api/v1/main/flows/validate"],
    ["by its path, where it has one method", "/api/v1/{tenant}/flows/validate"],
    ["by its operationId", "validateFlows"],
    ["by its operationId in other letters", "validateflows"],
  ])("%s", (_, query) => {
    const { draft, endpoint } = chosen(query);
    expect(newest(endpoint).path).toBe("/api/v1/{tenant}/flows/validate");
    expect(draft.path).toBe("specs/flow/validate_flows.yaml");
  });

  it("with values in its holes, the one that is spelt out first", () => {
    const path = (query: string) => newest(chosen(query, "--name", "a_new_one").endpoint).path;
    expect(path("GET /api/v1/main/executions/5xYz")).toContain("{executionId}");
    expect(path("GET /api/v1/main/flows/search")).toBe("/api/v1/{tenant}/flows/search");
  });

  it("on a line that has it, by its route there", () => {
    const old = chosen("POST /api/v1/{tenant}/executions/{executionId}/pause", "--line", "1.0");
    expect(Object.keys(old.draft.tool.request ?? {})).toEqual(["1.0", "2.0"]);
  });

  it("and it is told where a tool calls it already", () => {
    const again = chosen(
      "GET /api/v1/{tenant}/flows/{namespace}/{id}/revisions",
      "--name",
      "look_for_revisions",
    );
    expect(again.notes.join()).toContain("manage_flow calls it already");
    expect(chosen("DELETE /api/v1/{tenant}/dashboards/{id}").notes).toEqual([]);
  });
});

describe("it is refused, with what to do", () => {
  it.each<readonly [readonly string[], RegExp]>([
    [["flows", "validate"], /fits 4 operations:\n 1\. POST \/api\/v1\/\{tenant\}\/flows\/validate /],
    [["delete"], /fits 2 operations:[^]*worker-groups[^]*Enterprise[^]*tenants/],
    [["valdateFlows"], /no operation "valdateFlows"\. Did you mean validateFlows\?/],
    [["POST /api/v1/{tenant}/flows/validat"], /Did you mean POST \/api\/v1\/\{tenant\}\/flows\/validate\?/],
    [["POST /api/v1/{tenant}/flow/validat"], /Did you mean POST \/api\/v1\/\{tenant\}\/flows\/validate\?/],
    [["PATCH /api/v1/{tenant}/flows/validate"], /The path takes POST\./],
    [["qqqqqqqq"], /--list` shows all/],
    [
      ["validateFlows", "--toolset", "flw"],
      /no toolset "flw"\. Did you mean flow\?[^]*specs\/toolsets\.yaml/,
    ],
    [["validateFlows", "--toolset", "ee"], /answered by both/],
    [["validateFlows", "--name", "Validate"], /"Validate" is not a name/],
    [["validateFlows", "--name", "__proto__"], /is not a name/],
    [["validateFlows", "--name", "search_logs"], /There is a tool "search_logs" already/],
    [["searchFlows"], /is in specs\/flow\/search_flows\.yaml already, and nothing is overwritten/],
    [["validateFlows", "--line", "9.9"], /There is no line "9\.9"\. There are 1\.0, 1\.3 and 2\.0\./],
    [[], /Say which operation[^]*npm run new -- /],
    [["--lst"], /Unknown option '--lst'[^]*npm run new -- /],
  ])("%j", (args, sentence) => {
    expect(() => chosen(...args)).toThrow(sentence);
  });
});

describe("the list", () => {
  it("has the operations that no tool calls, by area and edition, with counts and lines", () => {
    const list = listUncovered(known);
    expect(list).toContain("POST /api/v1/{tenant}/flows/validate/task ");
    expect(list).not.toContain("GET /api/v1/{tenant}/flows/search ");
    expect(list).toMatch(/^users: \d+ Enterprise$/m);
    expect(list).toMatch(/\[2\.0; Enterprise\]/);
    const [, open = "", all = ""] = /^(\d+) of (\d+) operations are in no tool/m.exec(list) ?? [];
    expect(Number(all)).toBe(known.endpoints.length);
    expect(list.match(/^ {2}[A-Z]+ \//gm)).toHaveLength(Number(open));
  });
});
