import { describe, expect, it } from "vitest";
import { answer, hasGoodMatch, normalise, rank, resembles, score } from "../../specs/steps/flow-match.ts";

const flow = (id: string, namespace = "company.team") => ({ id, namespace });

describe("score", () => {
  it.each([
    ["data pipe line", "data-pipeline", "", 0.963],
    ["pipeline data", "data-pipeline", "", 0.615],
    ["flow schedule", "scheduled_flow", "", 0.593],
    ["helo mcp", "hello_mcp", "", 0.941],
    ["hello mcp", "hello_world", "", 0.6],
    ["hello mpc", "hello_mcp", "", 0.889],
    ["company", "hello_mcp", "company.team", 0.3],
    ["abcd", "bcde", "", 0.75],
    ["a", "b", "", 0],
    ["Hello MCP", "hello_mcp", "", 1],
    ["hello", "hello_mcp", "", 0.9],
    ["hello_mcp_daily", "hello_mcp", "", 0.9],
    ["team", "team", "company.team", 1],
    ["tea", "tea_time", "company.team", 0.95],
  ])("of %j for %j in %j is %d", (query, id, namespace, expected) => {
    expect(score(query, flow(id, namespace))).toBeCloseTo(expected, 3);
  });
});

it("makes one underscore of spaces, hyphens and dots, and drops other characters", () => {
  expect(normalise("  My - Data.Flow (v2)! ")).toBe("my_data_flow_v2");
});

it("takes a misspelt name for alike, and another name not", () => {
  expect(resembles("nigthly report", "nightly_report")).toBe(true);
  expect(resembles("nonexistent_xyz_123", "nightly_report")).toBe(false);
  expect(resembles("data pipeline", "a")).toBe(false);
  expect(resembles("数据", "hello_mcp")).toBe(false);
});

it("ranks the best first, and keeps the order of equals", () => {
  const ranked = rank("hello", [flow("other"), flow("hello_b"), flow("hello_a"), flow("hello")]);
  expect(ranked.map((it) => it.flow_id)).toEqual(["hello", "hello_b", "hello_a", "other"]);
  expect(hasGoodMatch(ranked)).toBe(true);
  expect(hasGoodMatch(rank("hello", [flow("other")]))).toBe(false);
  expect(hasGoodMatch([])).toBe(false);
});

describe("answer", () => {
  it("names the one flow that stands out", () => {
    const ranked = rank("hello mcp", [flow("hello_world"), flow("hello_mcp")]);
    expect(answer("hello mcp", ranked)).toEqual({
      found: true,
      message: "Found flow 'hello_mcp' in namespace 'company.team'",
      match: { namespace: "company.team", flow_id: "hello_mcp" },
      matches: [
        { namespace: "company.team", flow_id: "hello_mcp", score: 1 },
        { namespace: "company.team", flow_id: "hello_world", score: 0.6 },
      ],
    });
  });

  it("gives the best five where none stands out", () => {
    const flows = ["hello_1", "hello_2", "hello_3", "hello_4", "hello_5", "hello_6"].map((id) => flow(id));
    const said = answer("hello", rank("hello", flows));
    expect(said.found).toBe(true);
    expect(said.message).toBe("Found 6 possible matches. The top results are listed below.");
    expect(said.match).toBeUndefined();
    expect(said.matches).toHaveLength(5);
  });

  it("does not let 1 stand out from 0.9", () => {
    const said = answer("hello", rank("hello", [flow("hello"), flow("hello_mcp")]));
    expect(said.match).toBeUndefined();
  });

  it("says that there is none", () => {
    expect(answer("zzz", [])).toEqual({
      found: false,
      message:
        "No flows found matching 'zzz'. Try a different search term or check available flows with search_flows.",
      matches: [],
    });
  });
});
