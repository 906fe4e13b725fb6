import { expect, it } from "vitest";
import { taskRows } from "../../../../specs/steps/picture/task-rows.ts";

const type = "io.kestra.plugin.core.log.Log";
const flow = "io.kestra.plugin.core.flow";
const task = (id: string, more: object = {}) => ({ id, type, ...more });

const outline = (definition: Parameters<typeof taskRows>[0]) =>
  taskRows(definition, []).map(
    ({ id, depth = 0, branch }) => `${" ".repeat(depth)}${id}${branch ? ` (${branch})` : ""}`,
  );

it("a flow is told as a tree, each branch by its name", () => {
  const tasks = [
    { id: "if", type: `${flow}.If`, condition: "{{ x }}", then: [task("yes")], else: [task("no")] },
    {
      ...{ id: "switch", type: `${flow}.Switch`, value: "{{ y }}", cases: { a: [task("one")] } },
      ...{ defaults: [task("other")], errors: [task("mend")] },
    },
    { id: "each", type: `${flow}.ForEach`, values: [1, 2], tasks: [task("say")], finally: [task("sweep")] },
  ];
  expect(
    outline({ tasks, errors: [task("alert")], finally: [task("clean")], afterExecution: [task("report")] }),
  ).toEqual([
    "if",
    " yes (then)",
    " no (else)",
    "switch",
    " one (a)",
    " other (default)",
    " mend (errors)",
    "each",
    " say",
    " sweep (finally)",
    "alert (errors)",
    "clean (finally)",
    "report (afterExecution)",
  ]);
  const rows = taskRows({ tasks }, []);
  expect(rows.flatMap(({ kind, when }) => (kind ? [[kind, when]] : []))).toEqual([
    ["choice", "{{ x }}"],
    ["choice", "{{ y }}"],
    ["loop", "[1,2]"],
  ]);
});

it("what a task of a Dag waits for, the flow of a subflow, and what is switched off are told", () => {
  const dag = {
    id: "dag",
    type: `${flow}.Dag`,
    tasks: [{ task: task("a") }, { task: task("b"), dependsOn: ["a"] }],
  };
  const called = task("call", { type: `${flow}.Subflow`, namespace: "company.team", flowId: "called" });
  const tasks = [
    dag,
    called,
    task("off", { disabled: true, retry: { type: "constant" }, runIf: "x".repeat(200) }),
  ];
  const [, , b, call, off] = taskRows({ tasks }, []);
  expect(b).toEqual({ id: "b", type, depth: 1, after: ["a"] });
  expect(call?.flow).toBe("company.team/called");
  expect(off).toMatchObject({ disabled: true, retries: true });
  expect(off?.when).toHaveLength(80);
});

it("a task with several task runs has the state that matters most", () => {
  const run = (state: string) => ({ ...{ id: state, taskId: "say", state, histories: [], attempts: [] } });
  const [row] = taskRows({ tasks: [task("say")] }, [run("SUCCESS"), run("FAILED"), run("RUNNING")]);
  expect(row).toEqual({ id: "say", type, state: "FAILED", runs: 3 });
  expect(taskRows({ tasks: "none" }, [])).toEqual([]);
});
