import { describe, expect, it } from "vitest";
import type { Line } from "../../../sandbox/line/line.ts";
import { dialectOf } from "../../../sandbox/line/dialect.ts";
import { fileStore } from "../../../sandbox/executions/file-store.ts";
import type { InputSpec } from "../../../sandbox/executions/flow.ts";
import { firstFault, readInputs, valuesOf, type ReadInput } from "../../../sandbox/inputs/inputs.ts";
import type { SentInput } from "../../../sandbox/inputs/types.ts";
import { inputMessage } from "../../../sandbox/rendering/execution.ts";

const scope = { now: 0, variables: { flow: { id: "f" } } };

function read(
  specs: readonly InputSpec[],
  sent: Readonly<Record<string, string | SentInput>>,
  line: Line = "1.3",
): readonly ReadInput[] {
  return readInputs(
    specs,
    new Map(
      Object.entries(sent).map(([name, value]) => [
        name,
        typeof value === "string" ? { text: value } : value,
      ]),
    ),
    scope,
    dialectOf(line),
  );
}

function one(spec: Omit<InputSpec, "id">, text: string, line: Line = "1.3"): unknown {
  const found = read([{ id: "x", ...spec } as InputSpec], { x: text }, line)[0];
  return found?.fault === undefined ? found?.value : inputMessage(found, line);
}

describe("values", () => {
  it.each([
    ["STRING", 'a "quoted"\nline', 'a "quoted"\nline'],
    ["INT", "-5", -5],
    ["FLOAT", "0.75", 0.75],
    ["BOOL", "TRUE", true],
    ["BOOL", "perhaps", false],
    ["BOOLEAN", "False", false],
    ["DATE", "2026-05-01", "2026-05-01"],
    ["TIME", "10:20", "10:20:00"],
    ["DURATION", "PT5M", 300],
    ["JSON", '{"a": [true, null]}', { a: [true, null] }],
    ["YAML", "a: [1, b]", { a: [1, "b"] }],
    ["ARRAY", '["x", 2]', ["x", 2]],
    ["URI", "https://kestra.io/docs", "https://kestra.io/docs"],
    ["EMAIL", "a@b.org", "a@b.org"],
  ])("%s %s", (type, text, value) => {
    expect(one({ type }, text)).toEqual(value);
  });

  it("reads instants in the line's form", () => {
    expect(one({ type: "DATETIME" }, "2026-05-01T12:20:30+02:00", "1.3")).toBe("2026-05-01T10:20:30.000000Z");
    expect(one({ type: "DATETIME" }, "2026-05-01T10:20:30Z", "2.0")).toBe("2026-05-01T10:20:30Z");
  });

  it("reads the items of an ARRAY as their type, and lists of choices", () => {
    expect(one({ type: "ARRAY", itemType: "INT" }, '["1", 2]')).toEqual([1, 2]);
    expect(one({ type: "MULTISELECT", values: ["a", "b"] }, '["b"]')).toEqual(["b"]);
    expect(one({ type: "SELECT", values: ["a"], allowCustomValue: true }, "z")).toBe("z");
  });

  it.each([
    [{ type: "DATE", after: "2026-01-01", before: "2026-01-01" }, "2026-01-01", "2026-01-01"],
    [{ type: "TIME", after: "09:00", before: "09:00:00" }, "09:00", "09:00:00"],
    [{ type: "DURATION", min: "PT60S", max: "PT1M" }, "PT1M", 60],
    [{ type: "INT", min: 1, max: 1 }, "1", 1],
  ])("takes what lies on its limits: %j %s", (spec, text, value) => {
    expect(one(spec, text)).toEqual(value);
  });

  it("takes defaults, which may be templates, and null for an optional one", () => {
    const specs = [
      { id: "a", type: "INT", defaults: 3 },
      { id: "b", type: "STRING", defaults: "{{ flow.id }}-{{ inputs.a }}" },
      { id: "c", type: "JSON", required: false },
    ];
    const found = read(specs, { unknown: "ignored" });
    expect(valuesOf(found)).toEqual({ a: 3, b: "f-3", c: null });
    expect(found.map(({ isDefault }) => isDefault)).toEqual([true, true, false]);
  });

  it("stores files under their execution, by name or through a part called files", () => {
    const store = fileStore();
    const execution = { id: "E1", namespace: "company.team", flowId: "in_puts" };
    const file = (name: string) => ({ text: "", file: { name, bytes: new TextEncoder().encode("a,b") } });
    const values = (name: string) =>
      valuesOf(
        readInputs([{ id: "up", type: "FILE" }], new Map([["up", file(name)]]), scope, dialectOf("1.3"), {
          store,
          execution,
        }),
      );
    expect(values("data.csv")).toEqual({
      up: "kestra:///company/team/in-puts/executions/E1/inputs/up/data.csv",
    });
    expect(values("up")).toEqual({ up: "kestra:///company/team/in-puts/executions/E1/inputs/up/.upl" });
    expect(store.get("kestra:///company/team/in-puts/executions/E1/inputs/up/data.csv")).toHaveLength(3);
  });
});

describe("faults", () => {
  it.each([
    [{ type: "INT" }, "many", 'Invalid value for input `x`. Cause: For input string: "many"'],
    [{ type: "INT" }, "2.5", 'Invalid value for input `x`. Cause: For input string: "2.5"'],
    [{ type: "INT", max: 10 }, "11", "Invalid value for input `x`. Cause: it must be less than `10`"],
    [{ type: "FLOAT", min: 1 }, "0.5", "Invalid value for input `x`. Cause: it must be more than `1`"],
    [
      { type: "DATE", after: "2026-01-01" },
      "2025-12-31",
      "Invalid value for input `x`. Cause: it must be after `2026-01-01`",
    ],
    [
      { type: "DATE", before: "2026-01-01" },
      "2026-01-02",
      "Invalid value for input `x`. Cause: it must be before `2026-01-01`",
    ],
    [
      { type: "DATETIME", after: "2026-01-01T00:00:00Z" },
      "2026-01-01T00:30:00+01:00",
      "Invalid value for input `x`. Cause: it must be after `2026-01-01T00:00:00Z`",
    ],
    [
      { type: "DATETIME", before: "2026-01-01T00:00:00Z" },
      "2026-01-01T00:00:01Z",
      "Invalid value for input `x`. Cause: it must be before `2026-01-01T00:00:00Z`",
    ],
    [
      { type: "TIME", after: "09:00" },
      "08:59:59",
      "Invalid value for input `x`. Cause: it must be after `09:00`",
    ],
    [
      { type: "TIME", before: "18:00:00" },
      "18:01",
      "Invalid value for input `x`. Cause: it must be before `18:00:00`",
    ],
    [
      { type: "DURATION", min: "PT1M" },
      "PT59S",
      "Invalid value for input `x`. Cause: It must be more than `PT1M`",
    ],
    [
      { type: "DURATION", max: "PT1H" },
      "PT61M",
      "Invalid value for input `x`. Cause: It must be less than `PT1H`",
    ],
    [{ type: "DATE" }, "2026-02-30", " errors:\n```\nText '2026-02-30' could not be parsed at index 0\n```"],
    [
      { type: "SELECT", values: ["S", "M"] },
      "XL",
      "Invalid value for input `x`. Cause: it must match the values `[S, M]`",
    ],
    [
      { type: "MULTISELECT", values: ["a"] },
      '["z"]',
      "Invalid value for input `x`. Cause: value `z` doesn't match the values `[a]`",
    ],
    [
      { type: "URI" },
      "not a uri",
      "Invalid value for input `x`. Cause: Illegal character in path at index 3: not a uri",
    ],
    [{ type: "DATE" }, "01/05/2026", " errors:\n```\nText '01/05/2026' could not be parsed at index 0\n```"],
    [
      { type: "DATETIME" },
      "yesterday",
      " errors:\n```\nText 'yesterday' could not be parsed at index 0\n```",
    ],
    [{ type: "DURATION" }, "five minutes", " errors:\n```\nText cannot be parsed to a Duration\n```"],
    [{ type: "FILE" }, "text", " errors:\n```\ntext (No such file or directory)\n```"],
    [
      { type: "SECRET" },
      "hush",
      " errors:\n```\nUnable to use a `SECRET` input/output as encryption is not configured\n```",
    ],
  ])("%j %s", (spec, text, message) => {
    expect(one(spec, text)).toBe(message);
  });

  it("words them otherwise on 1.0", () => {
    expect(one({ type: "INT" }, "many", "1.0")).toBe(
      'Invalid input for `x`, For input string: "many", but received `many`',
    );
    expect(one({ type: "MULTISELECT", values: ["a"] }, '["z"]', "1.0")).toBe(
      'Invalid input for `x`, it must match the values `[a]`, but received `["z"]`',
    );
    expect(one({ type: "DURATION" }, "five", "1.0")).toBe(
      "Invalid input for `x`, java.lang.Exception: Expected `DURATION` but received `five` with errors:\n```\nText cannot be parsed to a Duration\n```, but received `five`",
    );
    const missing = read([{ id: "x", type: "STRING" }], { x: "" }, "1.0")[0];
    expect(missing === undefined ? "" : inputMessage(missing, "1.0")).toBe(
      "Invalid input for `x`, missing required input, but received `null`",
    );
  });

  it("reports a JSON that is none, as Jackson would", () => {
    expect(one({ type: "JSON" }, "word")).toContain("Unrecognized token 'word': was expecting");
    expect(one({ type: "ARRAY" }, "x,y")).toContain("Unrecognized token 'x': was expecting");
    expect(one({ type: "JSON" }, "{'a': 1}")).toContain("was expecting");
  });

  it("finds all of them, the first in the order of the flow", () => {
    const found = read(
      [
        { id: "a", type: "STRING" },
        { id: "b", type: "INT" },
      ],
      { b: "many" },
    );
    expect(found.filter(({ fault }) => fault !== undefined)).toHaveLength(2);
    expect(firstFault(found)?.spec.id).toBe("a");
  });
});
