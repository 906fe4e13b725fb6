import { beforeAll, describe, expect, test, vi } from "vitest";
import { compile } from "../../../../generator/compile.ts";
import type { BehaviourModel, OperationModel, ToolModel } from "../../../../generator/model.ts";
import { planDrop, type DropPlan } from "../../../../generator/commands/release/plan-drop.ts";
import { compileInputs, type Project } from "../../../../generator/workspace/project.ts";
import { forRelease } from "../../../../runtime/per-line.ts";
import { committed, format } from "./committed.ts";

vi.setConfig({ testTimeout: 180_000 });

let now: Project;
let dropped: DropPlan;

beforeAll(async () => {
  now = await committed();
  dropped = await planDrop(now, "1.0", format);
}, 180_000);

describe("dropping the oldest line", () => {
  test("leaves specs that compile, for the lines that remain", () => {
    expect(dropped.left.filter(({ severity }) => severity === "error")).toEqual([]);
    const compiled = compile(compileInputs(dropped.project));
    expect(compiled.lines).toEqual(["1.3", "2.0"]);
    expect(compiled.models).toHaveLength(compile(compileInputs(now)).models.length);
  });

  test("leaves the same requests on each of them", () => {
    const before = compile(compileInputs(now)).models;
    const after = compile(compileInputs(dropped.project)).models;
    for (const line of ["1.3", "2.0"])
      expect(after.map((it) => behaviourOn(it, line))).toEqual(before.map((it) => behaviourOn(it, line)));
  });

  test("leaves nothing that names it but what people say and where exchanges were recorded", () => {
    for (const [path, text] of dropped.project) {
      if (!path.endsWith(".yaml")) continue;
      expect(text.match(/^.*(?:"1\.0":|lines: \[[^\]]*"1\.0").*$/mu)?.[0], path).toBeUndefined();
    }
    expect(dropped.project.has("specs/contracts/kestra/1.0.json")).toBe(false);
  });

  test("keeps every comment but those inside of what goes", () => {
    const comments = (project: Project): readonly string[] =>
      [...project].flatMap(([path, text]) => {
        if (!path.endsWith(".yaml")) return [];
        return [...text.matchAll(/^\s*(#.*)$/gmu)].map(([, comment]) => `${path} ${comment ?? ""}`);
      });
    expect(comments(dropped.project)).toEqual(comments(now));
  });

  test("can be done again, down to one line", async () => {
    const last = await planDrop(dropped.project, "1.3", format);
    expect(last.left.filter(({ severity }) => severity === "error")).toEqual([]);
    await expect(planDrop(last.project, "2.0", format)).rejects.toThrow("Line 2.0 is the only one.");
  });
});

test("a line between others, and one that is not there, are refused", async () => {
  await expect(planDrop(now, "1.3", format)).rejects.toThrow("Line 1.3 stands between others");
  await expect(planDrop(now, "9.9", format)).rejects.toThrow(
    "specs/releases.yaml has no line 9.9; it has 1.0",
  );
});

/** All that a tool does on one line. */
function behaviourOn({ behaviour }: ToolModel, line: string): unknown {
  if (behaviour.kind !== "choice") return operationsOf(behaviour).map((it) => operationOn(it, line));
  return behaviour.actions.map(({ name, behaviour: action }) => [
    name,
    operationsOf(action).map((it) => operationOn(it, line)),
  ]);
}

function operationsOf(behaviour: BehaviourModel): readonly OperationModel[] {
  return behaviour.kind === "operation" ? [behaviour] : behaviour.calls.map(({ operation }) => operation);
}

function operationOn(operation: OperationModel, line: string): unknown {
  if (!operation.lines.includes(line)) return undefined;
  const { effect, method, on, pages } = operation;
  const request = forRelease(line, Object.fromEntries(operation.request.map((it) => [it.from, it.value])));
  const read = forRelease(line, Object.fromEntries(operation.read.map((it) => [it.from, it.value.from])));
  return { effect, method, on, pages, request, read };
}
