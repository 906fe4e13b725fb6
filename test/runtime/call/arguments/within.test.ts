import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { inputOf } from "../../../../runtime/call/arguments/input.ts";
import { apart } from "../../../../runtime/call/arguments/within.ts";
import { choose } from "../../../../runtime/tool/choose.ts";
import type { Behaviour, ToolDefinition } from "../../../../runtime/tool/definition.ts";
import { get, manageBox } from "../../support/tools.ts";

const within = { box_id: "shelf" };

describe("an argument that holds another one too", () => {
  it("is taken apart where both are given in one", () => {
    expect(apart({ box_id: "a.b/c-d", more: 1 }, within)).toEqual({ shelf: "a.b", box_id: "c-d", more: 1 });
  });

  it("may say again what the other one says, and one that says nothing is none", () => {
    expect(apart({ shelf: "a.b", box_id: "a.b/c" }, within)).toEqual({ shelf: "a.b", box_id: "c" });
    expect(apart({ shelf: "", box_id: "a.b/c" }, within)).toEqual({ shelf: "a.b", box_id: "c" });
  });

  it("is refused where the two differ", () => {
    expect(() => apart({ shelf: "x", box_id: "a.b/c" }, within)).toThrow(
      'box_id "a.b/c" is in a.b, but shelf is "x": leave one of the two out.',
    );
  });

  it.each(["c", "", "/c", "a/", "a/b/c", "../c", "a/..", "a /c", "a//c", 5, null, ["a/b"]])(
    "stays as it is where it is none: %j",
    (box_id) => {
      expect(apart({ box_id, shelf: "s" }, within)).toEqual({ box_id, shelf: "s" });
    },
  );

  it("is what it was, whatever the two ids are", () => {
    const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/);
    fc.assert(
      fc.property(id, id, (shelf, box_id) => {
        expect(apart({ box_id: `${shelf}/${box_id}` }, within)).toEqual({ shelf, box_id });
      }),
    );
  });
});

describe("a call of a tool that has both", () => {
  const both = () => z.strictObject({ shelf: z.string(), box_id: z.string() });
  const text = { type: "string" } as const;
  const tool = {
    ...manageBox,
    within,
    inputSchema: {
      ...manageBox.inputSchema,
      properties: { ...manageBox.inputSchema.properties, shelf: text },
    },
    behaviour: {
      by: "action",
      actions: { get, move: { ...get, input: both } satisfies Behaviour },
    },
  } satisfies ToolDefinition;
  const input = (values: Record<string, unknown>) => inputOf(tool, choose(tool, values), values);

  it("gets them apart", () => {
    expect(input({ action: "move", box_id: "a/b" })).toEqual({ shelf: "a", box_id: "b" });
    expect(input({ action: "move", box_id: "b", shelf: "a" })).toEqual({ shelf: "a", box_id: "b" });
  });

  it("is told what is missing, and how else it can be said", () => {
    expect(() => input({ action: "move", box_id: "b" })).toThrow(
      "shelf is required when action is move, or box_id as shelf/box_id.",
    );
    expect(() => input({ action: "move" })).toThrow(
      /^shelf is required when action is move; box_id is required when action is move\.$/,
    );
  });

  it("may be said in what need not be given", () => {
    const boxed = z.strictObject({ shelf: z.string(), box_id: z.string().optional() });
    const optional: ToolDefinition = { ...tool, behaviour: { ...get, input: () => boxed } };
    expect(() => inputOf(optional, choose(optional, {}), {})).toThrow(
      "shelf is required, or box_id as shelf/box_id.",
    );
  });

  it("gets one as it is where its action has not the other", () => {
    expect(input({ action: "get", box_id: "a/b" })).toEqual({ box_id: "a/b" });
  });
});
