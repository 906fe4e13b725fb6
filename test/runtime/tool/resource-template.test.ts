import { describe, expect, it } from "vitest";
import { valuesIn, variablesOf } from "../../../runtime/tool/resource-template.ts";

const template = "kestra:///{+folder}/executions/{execution_id}/{+file}";

describe("a template of addresses", () => {
  it("names its variables in order", () => {
    expect(variablesOf(template)).toEqual([
      { name: "folder", isPath: true },
      { name: "execution_id", isPath: false },
      { name: "file", isPath: true },
    ]);
  });

  it.each([
    [
      "kestra:///a/b/executions/X1/tasks/t/1.csv",
      { folder: "a/b", execution_id: "X1", file: "tasks/t/1.csv" },
    ],
    ["kestra:///a/executions/X%20/gr%C3%B6.csv", { folder: "a", execution_id: "X ", file: "grö.csv" }],
    // A namespace may be called so, too.
    ["kestra:///executions/x/executions/y/f", { folder: "executions/x", execution_id: "y", file: "f" }],
  ])("reads %s", (uri, values) => {
    expect(valuesIn(template, uri)).toEqual(values);
  });

  it.each([
    "kestra:///a/executions/X1/",
    "kestra:///a/executions//f",
    "kestra:///executions/X1/f",
    "kestra:///a/executions/X1/f?x=1",
    "kestra:///a/executions/X1/f#x",
    "kestra:///a/executions/X1/%ff",
    "xkestra:///a/executions/X1/f",
    "KESTRA:///a/executions/X1/f",
    `kestra:///a/executions/X1/${"f".repeat(1000)}`,
    "",
  ])("has no address %s", (uri) => {
    expect(valuesIn(template, uri)).toBeUndefined();
  });

  it("takes what stands between its variables for nothing else", () => {
    expect(valuesIn("a.b:{x}+", "aXb:1+")).toBeUndefined();
    expect(valuesIn("a.b:{x}+", "a.b:1+")).toEqual({ x: "1" });
  });
});
