import { describe, expect, it } from "vitest";
import { countCauses, countTasksOf, uncounted } from "../../../../specs/steps/diagnosis/count-causes.ts";
import { flowNamed } from "../../../../specs/steps/diagnosis/facts/flow-fact.ts";
import { ago, codes, messages, now } from "./facts.ts";

const type = "io.kestra.plugin.core.execution.Count";
const task = (more: object = {}) => ({
  id: "counts",
  type,
  expression: "{{ count >= 3 }}",
  flows: [{ namespace: "company.team", flowId: "load" }],
  states: ["FAILED"],
  startDate: "{{ now() | dateAdd(-1, 'DAYS') }}",
  ...more,
});
const tasksOf = (...tasks: readonly object[]) =>
  countTasksOf(flowNamed("company.team", "alert", { tasks }).tasks, now);
const causes = (more: object, ...seen: readonly (number | undefined)[]) =>
  tasksOf(task(more)).flatMap((it) =>
    countCauses({ namespace: "company.team", flowId: "alert", task: it, seen }),
  );

describe("a task that counts executions", () => {
  it("is found by each of its types, wherever it stands", () => {
    const types = [
      type,
      "io.kestra.core.tasks.executions.Counts",
      "io.kestra.plugin.kestra.executions.Count",
      "io.kestra.plugin.core.log.Count",
    ];
    const tasks = types.map((it, index) => task({ id: `t${index}`, type: it }));
    const nested = { id: "both", type: "io.kestra.plugin.core.flow.Sequential", tasks };
    expect(tasksOf(nested).map(({ taskId }) => taskId)).toEqual(["t0", "t1", "t2"]);
    expect(tasksOf(task({ disabled: true }))).toEqual([]);
  });

  it.each([
    ["{{ count >= 3 }}", { comparison: ">=", count: 3 }],
    ["{{count>3}}", { comparison: ">", count: 3 }],
    ["{{ gte count 3 }}", { comparison: ">=", count: 3 }],
    ["{{ eq count 0 }}", { comparison: "==", count: 0 }],
    ["{{ count == 0 }}", { comparison: "==", count: 0 }],
    ["{{ count >= inputs.most }}", undefined],
    ["{{ count >= 3 and count < 9 }}", undefined],
    ["{{ most count 3 }}", undefined],
  ])("asks by %s", (expression, asked) => {
    const [it] = tasksOf(task({ expression }));
    expect(it?.asked).toEqual(asked);
    expect(it && uncounted(it) === undefined).toBe(asked !== undefined);
  });

  it.each([
    { startDate: "{{ now() | dateAdd(-99999999999999, 'DAYS') }}" },
    { flows: [{ namespace: "{{ flow.namespace }}", flowId: "load" }] },
    { flows: [{ namespace: "company.team", flowId: "{{ inputs.flow }}" }] },
    { flows: [{ flowId: "load" }] },
    { flows: null, namespaces: "{{ vars.namespaces }}" },
    { flows: null, namespaces: ["company.{{ vars.team }}"] },
    { states: "{{ inputs.states }}" },
    { states: ["{{ inputs.state }}"] },
  ])("counts what Kestra alone can render: %j", (more) => {
    const [it] = tasksOf(task(more));
    expect(it && uncounted(it)).toMatch(/that Kestra alone can render\.$/);
  });

  it("counts until now where its end is null", () => {
    const [it] = tasksOf(task({ endDate: null, states: null }));
    expect(it).toMatchObject({ from: ago(1440), states: [] });
    expect(it && uncounted(it)).toBeUndefined();
  });

  it.each([
    ["{{ now() | dateAdd(-1, 'DAYS') }}", undefined, ago(1440)],
    [`{{ now() | dateAdd(-90, "MINUTES") }}`, "{{ now() }}", ago(90)],
    ["2026-05-01T00:00:00Z", undefined, "2026-05-01T00:00:00.000Z"],
    ["{{ trigger.date }}", undefined, undefined],
    ["{{ now() | dateAdd(-1, 'MONTHS') }}", undefined, undefined],
    ["{{ now() | dateAdd(-1, 'DAYS') }}", "2026-05-01T00:00:00Z", undefined],
  ])("counts from %s to %s", (startDate, endDate, from) => {
    const [it] = tasksOf(task({ startDate, endDate }));
    expect(it?.from).toBe(from);
    expect(it && uncounted(it) === undefined).toBe(from !== undefined);
  });
});

describe("a count that is asked for", () => {
  it("is not met: three asked, one happened", () => {
    const [cause] = causes({}, 1);
    expect(cause).toMatchObject({
      cause: "count_not_met",
      object: "company.team/alert task counts",
      certainty: "certain",
      limit: "expression {{ count >= 3 }}",
    });
    expect(messages(causes({}, 1))).toEqual([
      `The task counts of company.team/alert asks for at least 3 executions, and since ${ago(1440)} it counts 1 of company.team/load (FAILED).`,
    ]);
    expect(cause?.evidence[0]).toEqual({ field: "count", value: "1 of company.team/load (FAILED)" });
  });

  it("is met where one of the flows has it, and not told where one is not known", () => {
    const two = { flows: ["load", "store"].map((flowId) => ({ namespace: "company.team", flowId })) };
    expect(causes({}, 3)).toEqual([]);
    expect(causes(two, 1, 4)).toEqual([]);
    expect(causes(two, 1, undefined)).toEqual([]);
    expect(codes(causes(two, 1, 2))).toEqual(["count_not_met"]);
  });

  it("of a namespace is told as probable", () => {
    const of = { flows: undefined, namespaces: ["company.team"] };
    expect(causes(of, 1)[0]).toMatchObject({ certainty: "probable" });
    expect(causes({ ...of, flowId: "load" }, 1)[0]?.evidence[0]?.value).toBe(
      "1 of company.team/load (FAILED)",
    );
  });

  it("of none is met by any other number not", () => {
    expect(codes(causes({ expression: "{{ eq count 0 }}" }, 5))).toEqual(["count_not_met"]);
    expect(causes({ expression: "{{ eq count 0 }}" }, 0)).toEqual([]);
  });
});
