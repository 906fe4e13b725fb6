import { describe, expect, it } from "vitest";
import { parsePlace, snakeCase } from "../../../generator/spec/place.ts";

describe("a place in a request", () => {
  it.each([
    ["path.id", { kind: "path", name: "id" }],
    ["query.labels:pairs", { kind: "query", name: "labels", pairs: true }],
    ["query.sort", { kind: "query", name: "sort", pairs: false }],
    ["body", { kind: "body", keys: [], inArray: false }],
    ["body.backfill.start", { kind: "body", keys: ["backfill", "start"], inArray: false }],
    ["body[].id", { kind: "body", keys: ["id"], inArray: true }],
    ["form.*", { kind: "form", name: "*" }],
    ["filter.q.EQUALS", { kind: "filter", field: "q", operation: "EQUALS", keyed: false }],
    ["filter.labels.EQUALS.*", { kind: "filter", field: "labels", operation: "EQUALS", keyed: true }],
  ])("%s", (written, place) => {
    expect(parsePlace(written)).toEqual(place);
  });

  it.each(["", "q", "filters.q.EQUALS", "filter.q", "query.", "body..x", "path.a b", "header.ttl"])(
    "refuses %j and says what it takes",
    (written) => {
      expect(parsePlace(written)).toContain("is not a place in a request");
    },
  );
});

it("puts the contract's names in snake_case", () => {
  expect(["flowId", "isOnKillCascade", "id", "X-Kestra-Tenant"].map(snakeCase)).toEqual([
    "flow_id",
    "is_on_kill_cascade",
    "id",
    "x_kestra_tenant",
  ]);
});
