import { describe, expect, it } from "vitest";
import { compiledTools } from "../../../runtime/catalog/compiled-tools.ts";
import { granted, select, type Rights, type Wish } from "../../../runtime/catalog/select.ts";
import type { Parsed } from "../../../runtime/tool/issue.ts";
import { call, sessionFor, textOf } from "../support/session.ts";
import { compiled, get } from "../support/tools.ts";

const wish: Wish = { disabled: ["drop_*"], readOnly: false };

describe("the compiled tools", () => {
  const selection = select(compiled, wish);
  const source = compiledTools(selection);

  it("are one source for all who have the selection, with one list for each instance", () => {
    expect(compiledTools(selection)).toBe(source);
    const known = { line: "2.0", edition: "oss" } as const;
    expect(source.list({ ...known, version: "2.0.1" })).toBe(source.list(known));
    expect(source.list(known)).not.toBe(source.list({ line: "1.0" }));
  });

  it("are found by a name or a former one, or it is told why not", () => {
    expect(source.find("read_box")).toMatchObject({ tool: { name: "get_box" } });
    expect(source.find("drop_box")).toEqual({ hidden: "KESTRA_MCP_DISABLED_TOOLS names it" });
    expect(source.find("get_bx")).toEqual({ guess: " Did you mean get_box?" });
  });
});

describe("the rights of a caller", () => {
  const reader: Rights = {
    may: (_, { effect }) => effect === "read",
    sees: () => true,
    why: (_, behaviour) => (behaviour === undefined ? "readers only read" : "that changes something"),
    from: "role reader",
  };

  it("take away what the operator allows", () => {
    const { selected, hidden } = granted(select(compiled, wish), reader);
    const all = select(compiled, wish).selected;
    expect(selected.length).toBeGreaterThan(0);
    expect(selected.length).toBeLessThan(all.length);
    expect(hidden).toContainEqual({ name: "relabel_box", reason: "readers only read" });
    const manage = selected.find(({ tool }) => tool.name === "manage_box");
    expect(manage?.tool.behaviour).toMatchObject({ hidden: { by: "role reader" } });
    const reading: Rights = { ...reader, may: ({ name }) => name !== "get_box" };
    const both = granted(select(compiled, { ...wish, readOnly: true }), reading);
    expect(both.hidden).toContainEqual(
      expect.objectContaining({ name: "get_box", reason: "readers only read" }),
    );
    expect(both.selected.map(({ tool }) => tool.name)).toContain("manage_box");
  });
});

describe("a parser of arguments that is not of zod", () => {
  const input = () => ({
    shape: { box_id: {} },
    safeParse(values: unknown): Parsed<{ box_id: string }> {
      const { box_id } = values as { readonly box_id?: unknown };
      if (typeof box_id === "string" && box_id.length < 4) return { success: true, data: { box_id } };
      const issue = { code: "too_big", maximum: 3, origin: "string", path: ["box_id"], message: "" } as const;
      return { success: false, error: { issues: [issue] } };
    },
  });
  const tool = compiled.tools.find(({ name }) => name === "get_box");

  it("is all that a tool needs", async () => {
    if (tool === undefined) throw new Error("There is no such tool.");
    const tools = [{ ...tool, behaviour: { ...get, input } }];
    const session = sessionFor("http://127.0.0.1:9", { KESTRA_API_VERSION: "2.0" }, { ...compiled, tools });
    const long = await call(session, "get_box", { box_id: "long" });
    expect(textOf(long)).toBe('get_box: box_id must have at most 3 characters, not "long".');
    expect(textOf(await call(session, "get_box", { box_id: "abc" }))).toContain("/boxes/abc");
  });
});
