import { describe, expect, it } from "vitest";
import { printFiles } from "../../../generator/emit/code/print-files.ts";
import { operationFiles } from "../../../generator/emit/operations.ts";
import type { OperationModel, ReadModel, ToolModel } from "../../../generator/model.ts";
import { lines, modelOf } from "./models.ts";

const model = await modelOf("composite");
const { behaviour } = model;
if (behaviour.kind !== "composite") throw new Error("The case is another one.");
const [first] = behaviour.calls;
if (first === undefined) throw new Error("The case has no call.");

/** The file of operations that tools share, each by its name. */
function fileOf(operations: Readonly<Record<string, OperationModel>>): string {
  const calls = Object.entries(operations).map(([name, operation]) => ({
    name,
    operation: { ...operation, shared: { area: "flows", name } },
  }));
  const tool = { ...model, behaviour: { ...behaviour, calls } } as ToolModel;
  return printFiles(operationFiles([tool], lines))[0]?.text ?? "";
}

const readings = (text: string, name: string) => text.split(`read: ${name}`).length - 1;

describe("operations that tools share", () => {
  it("read alike by one constant, named for the first of them", () => {
    const names = Array.from({ length: 12 }, (_, i) => `property${i}`);
    const properties = Object.fromEntries(names.map((name) => [name, { type: "string" } as const]));
    const project = { kind: "whole", path: [] } as const;
    const value: ReadModel = {
      from: "json",
      schema: { type: "object", properties, required: names },
      project,
    };
    const long: OperationModel = { ...first.operation, read: [{ from: "1.0", value }] };
    const text = fileOf({ found: long, again: long });
    expect(text).toContain("const againRead = json(");
    expect(readings(text, "againRead")).toBe(2);
    expect(text).not.toContain("foundRead");
  });

  it("keep what one alone reads, and what reads an argument", () => {
    expect(fileOf({ found: first.operation })).not.toContain("foundRead");
    const texts = [{ argument: "namespace" }, ` ${"is long ".repeat(40)}`];
    const value: ReadModel = {
      from: "nothing",
      project: { kind: "object", entries: [{ key: "message", value: { kind: "sentence", texts } }] },
    };
    const told: OperationModel = { ...first.operation, read: [{ from: "1.0", value }] };
    const text = fileOf({ found: told, again: told });
    expect(text).not.toContain("againRead");
    expect(readings(text, "nothing((input) =>")).toBe(2);
  });
});
