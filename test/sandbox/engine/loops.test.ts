import { describe, expect, it } from "vitest";
import { replay } from "../../../sandbox/engine/restart.ts";
import { harness, history, messages, runOf, type Harness } from "./harness.ts";

const core = "io.kestra.plugin.core";
const lines = ["1.0", "1.3"] as const;

function each(
  values: string,
  more = "",
  task = `{ id: say, type: ${core}.log.Log, message: "{{ taskrun.value }}" }`,
): string {
  return `
id: looping
inputs:
  - { id: list, type: JSON, required: false }
tasks:
  - id: each
    type: ${core}.flow.ForEach
    values: ${values}
    ${more}
    tasks:
      - ${task}
  - id: after
    type: ${core}.debug.Return
    format: "{{ outputs.each }}"
`;
}

function iterations({ engine }: Harness, id: string): readonly string[] {
  return (engine.executions.get(id)?.taskRuns ?? [])
    .filter(({ value }) => value !== undefined)
    .map((run) => `${String(run.iteration)} ${run.value ?? ""} ${run.taskId} ${run.state.current}`);
}

describe.each(lines)("a loop on %s", (line) => {
  it("goes through its tasks for each value, one after the other", () => {
    const world = harness(line, each('["a", 1, {k: v}]'));
    const execution = world.run("looping");
    world.pass(10_000);
    expect(history(execution)).toBe("CREATED RUNNING SUCCESS");
    expect(iterations(world, execution.id)).toEqual([
      "0 a say SUCCESS",
      "1 1 say SUCCESS",
      '2 {"k":"v"} say SUCCESS',
    ]);
    expect(messages(world, execution).slice(0, 2)).toEqual(["INFO a", "INFO 1"]);
  });

  it("takes its values from a template, and refuses what is no list", () => {
    const world = harness(line, each('"{{ inputs.list }}"'));
    const good = world.run("looping", { inputs: { list: ["x", "y"] } });
    const bad = world.run("looping", { inputs: { list: "x" } });
    world.pass(10_000);
    expect(iterations(world, good.id)).toHaveLength(2);
    expect(history(bad)).toBe("CREATED RUNNING FAILED");
  });

  it("works on as many values at once as it may", () => {
    const sleep = `{ id: say, type: ${core}.flow.Sleep, duration: PT10S }`;
    for (const [limit, running] of [
      ["1", 1],
      ["2", 2],
      ["0", 3],
    ] as const) {
      const world = harness(line, each("[1, 2, 3]", `concurrencyLimit: ${limit}`, sleep));
      const execution = world.run("looping");
      world.pass(5000);
      expect(iterations(world, execution.id), limit).toHaveLength(running);
      world.pass(60_000);
      expect(history(execution), limit).toBe("CREATED RUNNING SUCCESS");
    }
  });

  it("begins no other value after one that failed", () => {
    const fail = `{ id: say, type: ${core}.execution.Fail, condition: "{{ taskrun.value == 'b' }}" }`;
    const world = harness(line, each("[a, b, c]", "", fail));
    const execution = world.run("looping");
    world.pass(10_000);
    expect(history(execution)).toBe("CREATED RUNNING FAILED");
    expect(iterations(world, execution.id)).toEqual(["0 a say SUCCESS", "1 b say FAILED"]);
  });

  it("is replayed from one of its values", () => {
    const world = harness(line, each("[a, b, c]"));
    const execution = world.run("looping");
    world.pass(10_000);
    const second = execution.taskRuns?.find(({ value }) => value === "b");
    const copy = replay(world.engine, execution, second === undefined ? {} : { taskRunId: second.id });
    world.pass(10_000);
    expect(history(copy)).toContain("SUCCESS");
    expect(iterations(world, copy.id)).toHaveLength(3);
    expect(messages(world, copy)).toEqual(expect.arrayContaining(["INFO b", "INFO c"]));
    expect(messages(world, copy)).not.toContain("INFO a");
  });
});

it("a Dag begins a task when all that it depends on has ended well", () => {
  const task = (id: string, type = "log.Log, message: x"): string => `{ id: ${id}, type: ${core}.${type} }`;
  const dag = (first: string): string => `
id: dag
tasks:
  - id: dag
    type: ${core}.flow.Dag
    tasks:
      - { task: ${task("late")}, dependsOn: [first, other] }
      - { task: ${first} }
      - { task: ${task("other")} }
`;
  const good = harness("1.3", dag(task("first", "flow.Sleep, duration: PT1M")));
  const execution = good.run("dag");
  good.pass(30_000);
  expect(execution.taskRuns?.map(({ taskId }) => taskId)).toEqual(["dag", "first", "other"]);
  good.pass(60_000);
  expect(history(runOf(execution, "late"))).toContain("SUCCESS");
  const bad = harness("1.3", dag(task("first", "execution.Fail")));
  const failed = bad.run("dag");
  bad.pass(60_000);
  expect(history(failed)).toBe("CREATED RUNNING FAILED");
  expect(failed.taskRuns?.map(({ taskId }) => taskId)).not.toContain("late");
});
