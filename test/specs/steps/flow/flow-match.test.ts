import { describe, expect, it } from "vitest";
import {
  answer,
  hasGoodMatch,
  normalise,
  rank,
  resembling,
  score,
} from "../../../../specs/steps/flow/flow-match.ts";
import { similarity } from "../../../../specs/steps/flow/similarity.ts";

const flow = (id: string, namespace = "company.team") => ({ id, namespace });

describe("score", () => {
  it.each([
    ["data pipe line", "data-pipeline", "", 0.96],
    ["pipeline data", "data-pipeline", "", 0.62],
    ["flow schedule", "scheduled_flow", "", 0.59],
    ["helo mcp", "hello_mcp", "", 0.94],
    ["hello mcp", "hello_world", "", 0.6],
    ["hello mpc", "hello_mcp", "", 0.89],
    ["company", "hello_mcp", "company.team", 0.3],
    ["abcd", "bcde", "", 0.75],
    ["a", "b", "", 0],
    ["Hello MCP", "hello_mcp", "", 1],
    ["hello", "hello_mcp", "", 0.9],
    ["hello_mcp_daily", "hello_mcp", "", 0.9],
    ["team", "team", "company.team", 1],
    ["tea", "tea_time", "company.team", 0.95],
    ["company.team/hello_mcp", "hello_mcp", "company.team", 1],
    ["company.team.helo_mcp", "hello_mcp", "company.team", 0.94],
  ])("of %j for %j in %j is %d", async (query, id, namespace, expected) => {
    const { exact } = await similarity();
    expect(score(query, flow(id, namespace), exact)).toBeCloseTo(expected, 3);
  });
});

it("makes one underscore of spaces, hyphens and dots, and drops other characters", () => {
  expect(normalise("  My - Data.Flow (v2)! ")).toBe("my_data_flow_v2");
});

it.each([
  ["nigthly report", ["nightly_report"]],
  ["nonexistent_xyz_123", []],
  ["data pipeline", []],
  ["the hello_mcp flow", ["hello_mcp"]],
  ["hello_mcp in company.team", ["hello_mcp"]],
  ["company.team.hello mcp", ["hello_mcp"]],
  ["company.team/helo_mcp", ["hello_mcp"]],
  ["数据", []],
])("takes %j for alike to %j", async (query, alike) => {
  const flows = ["nightly_report", "a", "hello_mcp"].map((id) => flow(id));
  expect((await resembling(query, flows)).map(({ id }) => id)).toEqual(alike);
});

it("compares long ids by their beginning", async () => {
  const {
    best: [first, second],
  } = await rank("a".repeat(150), [flow(`b${"a".repeat(200_000)}`), flow("zzz")]);
  expect(first?.flow_id).toMatch(/^ba+$/);
  expect(second?.score).toBe(0);
});

it("ranks the best first, and keeps the order of equals", async () => {
  const ranked = await rank("hello", [flow("other"), flow("hello_b"), flow("hello_a"), flow("hello")]);
  expect(ranked.best.map((it) => it.flow_id)).toEqual(["hello", "hello_b", "hello_a", "other"]);
  expect(hasGoodMatch(ranked)).toBe(true);
  expect(hasGoodMatch(await rank("hello", [flow("other")]))).toBe(false);
  expect(hasGoodMatch(await rank("hello", []))).toBe(false);
});

describe("answer", () => {
  it("names the one flow that stands out", async () => {
    const ranked = await rank("hello mcp", [flow("hello_world"), flow("hello_mcp")]);
    expect(answer({ query: "hello mcp" }, ranked)).toEqual({
      found: true,
      message: "Found flow 'hello_mcp' in namespace 'company.team'",
      match: { namespace: "company.team", flow_id: "hello_mcp" },
      matches: [
        { namespace: "company.team", flow_id: "hello_mcp", score: 1 },
        { namespace: "company.team", flow_id: "hello_world", score: 0.6 },
      ],
    });
  });

  it("gives the best five where none stands out", async () => {
    const flows = ["hello_1", "hello_2", "hello_3", "hello_4", "hello_5", "hello_6"].map((id) => flow(id));
    const said = answer({ query: "hello" }, await rank("hello", flows));
    expect(said.found).toBe(true);
    expect(said.message).toBe("Found 6 possible matches. The top results are listed below.");
    expect(said.match).toBeUndefined();
    expect(said.matches).toHaveLength(5);
  });

  it("does not let 1 stand out from 0.9", async () => {
    const said = answer({ query: "hello" }, await rank("hello", [flow("hello"), flow("hello_mcp")]));
    expect(said.match).toBeUndefined();
  });

  it("says that there is none", () => {
    expect(answer({ query: "zzz" }, { best: [], count: 0 })).toEqual({
      found: false,
      message:
        "No flows found matching 'zzz'. Try a different search term or check available flows with search_flows.",
      matches: [],
    });
  });

  it("says what lists the flows of a namespace where only those are looked through", () => {
    const { message } = answer({ query: "zzz", namespace: "company" }, { best: [], count: 0 });
    expect(message).toContain("check available flows with list_flows_in_namespace.");
  });
});
