import { describe, expect, it } from "vitest";
import { textFits } from "../../sandbox/executions/condition.ts";
import { Refusal } from "../../sandbox/executions/refusal.ts";
import { fitting, readFilters } from "../../sandbox/filters/filters.ts";
import { readPaging, readSorts, sorted } from "../../sandbox/http/paging.ts";

function read(
  query: string,
  ...[line, resource]: readonly ["1.0" | "1.3" | "2.0", "FLOW" | "EXECUTION" | "LOG"]
) {
  return readFilters(new URLSearchParams(query), line, resource);
}

function refused(run: () => unknown): [number, string] {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return [error.status, error.message.split(":")[0] ?? ""];
  }
  return [200, ""];
}

describe("filters", () => {
  it("of a list are decoded once more than others", () => {
    const fits = (operation: string, value: string) => textFits("a+b", { field: "flowId", operation, value });
    expect([fits("EQUALS", "a+b"), fits("IN", "a%2Bb,c"), fits("IN", "[a+b]"), fits("NOT_IN", "c")]).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  it("are read with their operation, labels with their key", () => {
    expect(read("filters[namespace][PREFIX]=a&filters[labels][EQUALS][team]=b:c", "1.3", "FLOW")).toEqual([
      [
        { field: "namespace", operation: "PREFIX", value: "a" },
        { field: "labels", operation: "EQUALS", key: "team", value: "b:c" },
      ],
    ]);
  });

  it("are ignored where they are malformed", () => {
    for (const query of ["filters[namespace]=a", "filter[namespace][EQUALS]=a", "filters=a", "colour=red"]) {
      expect(read(query, "1.3", "FLOW"), query).toEqual([[]]);
    }
  });

  it("are refused by each line in its own way", () => {
    expect(refused(() => read("filters[colour][EQUALS]=a", "1.3", "FLOW"))).toEqual([
      422,
      "Illegal argument",
    ]);
    expect(refused(() => read("filters[q][LIKE]=a", "1.3", "FLOW"))).toEqual([422, "Illegal argument"]);
    expect(refused(() => read("filters[state][EQUALS]=a", "1.3", "FLOW"))).toEqual([
      400,
      "Invalid query filters",
    ]);
    expect(refused(() => read("filters[flowId][EQUALS]=a", "1.0", "FLOW"))[0]).toBe(400);
    expect(refused(() => read("filters[flowId][EQUALS]=a", "1.3", "FLOW"))[0]).toBe(200);
    expect(refused(() => read("filters[level][EQUALS]=INFO", "1.3", "LOG"))[0]).toBe(200);
    expect(refused(() => read("filters[level][EQUALS]=INFO", "2.0", "LOG"))[0]).toBe(400);
  });

  it("come as flat parameters too, until 2.0, and where there is no filter", () => {
    const query = "namespace=a&state=FAILED&state=KILLED&labels=k:v";
    const flat = [
      { field: "namespace", operation: "PREFIX", value: "a" },
      { field: "state", operation: "IN", value: "FAILED,KILLED" },
      { field: "labels", operation: "EQUALS", key: "k", value: "v" },
    ];
    expect(read(query, "1.0", "EXECUTION")).toEqual([flat]);
    expect(read(query, "1.3", "EXECUTION")).toEqual([flat]);
    expect(read(query, "2.0", "EXECUTION")).toEqual([[]]);
    expect(read(`${query}&filters[flowId][EQUALS]=f`, "1.3", "EXECUTION")).toEqual([
      [{ field: "flowId", operation: "EQUALS", value: "f" }],
    ]);
    expect(refused(() => read("state=NOPE", "1.3", "EXECUTION"))[0]).toBe(422);
    expect(refused(() => read("state=NOPE", "2.0", "EXECUTION"))[0]).toBe(200);
  });

  it("are grouped from 2.0 on", () => {
    const query = "filters[or][0][namespace][EQUALS]=a&filters[or][1][flowId][EQUALS]=b&filters[q][EQUALS]=c";
    const alternatives = read(query, "2.0", "FLOW");
    expect(alternatives.map((conditions) => conditions.map(({ field }) => field))).toEqual([
      ["q", "namespace"],
      ["q", "flowId"],
    ]);
    expect(refused(() => read(query, "1.3", "FLOW"))[0]).toBe(422);
    const find = (
      rows: readonly number[],
      conditions: readonly { readonly field: string }[],
    ): readonly number[] =>
      rows.filter((row) => (conditions.some(({ field }) => field === "flowId") ? row === 1 : row > 1));
    expect(fitting([1, 2, 3], alternatives, find)).toEqual([1, 2, 3]);
  });
});

describe("pages and orders", () => {
  it("are refused where they make no sense", () => {
    const page = (query: string) => () => readPaging(new URLSearchParams(query), "searchFlows");
    expect(page("page=2&size=5")()).toEqual({ page: 2, size: 5 });
    expect(refused(page("size=0"))).toEqual([422, "Invalid entity"]);
    expect(refused(page("page=one"))).toEqual([422, "Internal server error"]);
    expect(refused(() => readSorts(new URLSearchParams("sort=id")))).toEqual([422, "Unprocessable Entity"]);
  });

  it("sort by the first field, then by the next", () => {
    const rows = [
      { a: 1, b: "x" },
      { a: 2, b: "x" },
      { a: 1, b: "y" },
    ];
    const keys = { a: (row: { a: number }) => row.a, b: (row: { b: string }) => row.b };
    expect(sorted(rows, ["b:asc", "a:desc"], keys)).toEqual([rows[1], rows[0], rows[2]]);
    expect(refused(() => sorted(rows, ["c:asc"], keys))).toEqual([500, "Internal server error"]);
  });
});
