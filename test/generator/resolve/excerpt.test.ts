import { describe, expect, it } from "vitest";
import type { OperationModel, ProjectModel, ReadModel } from "../../../generator/model.ts";
import { withExcerpt } from "../../../generator/resolve/excerpt.ts";

const whole = (...path: string[]): ProjectModel => ({ kind: "whole", path });

const read = (from: ReadModel["from"], key: string, value: ProjectModel): ReadModel => ({
  from,
  project: { kind: "object", entries: [{ key, value }] },
});

const text = read("text", "result", whole());
const file = read("file", "content", whole("content"));

function excerptOf(reads: readonly ReadModel[], limit: OperationModel["limit"]) {
  const operation: OperationModel = {
    kind: "operation",
    where: "tenant",
    effect: "read",
    idempotent: true,
    lines: ["1.0"],
    inputSchema: { type: "object", properties: {} },
    method: "GET",
    request: [],
    siblings: [],
    read: reads.map((value, i) => ({ from: `${i}.0`, value })),
    on: [],
    advice: [],
  };
  return withExcerpt(operation, limit).excerpt;
}

describe("an excerpt", () => {
  it("is kept of a text or a file that an argument leads through", () => {
    expect(excerptOf([text], { text: "result", offset: "skip" })).toBe("text");
    expect(excerptOf([file], { text: "content", offset: "skip" })).toBe("file");
    expect(excerptOf([text, text], { text: "result", offset: "skip" })).toBe("text");
  });

  it.each([
    ["where nothing leads to the rest", [text], { text: "result" }],
    ["of rows", [text], { rows: "results", offset: "skip" }],
    ["without a limit", [text], undefined],
    ["of a field of JSON", [read("json", "result", whole("yaml"))], { text: "result", offset: "skip" }],
    ["of another text than is cut", [text], { text: "content", offset: "skip" }],
    ["where lines answer differently", [text, file], { text: "result", offset: "skip" }],
    ["of what is unread", [read("nothing", "result", whole())], { text: "result", offset: "skip" }],
  ] as const)("is not kept %s", (_, reads, limit) => {
    expect(excerptOf(reads, limit)).toBeUndefined();
  });
});
