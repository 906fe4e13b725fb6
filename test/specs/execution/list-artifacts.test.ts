import { describe, expect, it } from "vitest";
import { tool } from "../../../specs/execution/list_artifacts.ts";
import { ask, type FakeAnswer } from "../fake-kestra.ts";

const uri = (execution: string, name: string) =>
  `kestra:///company/team/files-demo/executions/${execution}/tasks/${name}`;
const csv = uri("5xYz", "write/6aBc/1.csv");
const stored = {
  id: "5xYz",
  namespace: "company.team",
  flowId: "files_demo",
  state: { current: "SUCCESS" },
  inputs: { upload: "kestra:///company/team/files-demo/executions/5xYz/inputs/upload/a%20b.csv", n: 1 },
  trigger: {
    id: "hook",
    variables: { body: { from: uri("9zZz", "a/b/c.csv") }, headers: { Authorization: ["s3cret"] } },
  },
};
const outputs = { file: csv };
const runs = [
  { id: "6aBc", taskId: "write", state: {}, outputs: { uri: csv } },
  { id: "7bCd", taskId: "measure", state: {}, outputs: {} },
  { id: "8cDe", taskId: "values", state: {}, outputs: { values: { total: 8 } } },
];
const none = { results: [], total: 0 };
const metric = {
  taskId: "measure",
  name: "rows",
  type: "counter",
  value: 2,
  tags: { kind: "fruit" },
  taskRunId: "7bCd",
};
const missing = { status: 404, body: { message: "Not Found: /app/storage/x (No such file or directory)" } };

describe("list_artifacts", () => {
  it("lists outputs by task, files with their sizes, and metrics, in exact numbers", async () => {
    const { output, requests, queries } = await ask(tool, { execution_id: "5xYz" }, [
      { ...stored, outputs, taskRunList: runs },
      { results: [metric], total: 1 },
      { size: 6 },
      { size: 24 },
    ]);
    expect(requests).toEqual([
      "GET /executions/5xYz",
      "GET /metrics/5xYz",
      "GET /executions/5xYz/file/metas",
      "GET /executions/5xYz/file/metas",
    ]);
    expect(queries[3]).toEqual({ path: csv });
    expect(output).toEqual({
      summary:
        "Execution 5xYz of company.team/files_demo is SUCCESS: 2 task runs with outputs, 1 output of the flow, 3 files, 1 metric.",
      executionId: "5xYz",
      state: "SUCCESS",
      tasks: [
        { taskId: "write", taskRunId: "6aBc", outputs: [{ name: "uri", type: "file" }] },
        { taskId: "values", taskRunId: "8cDe", outputs: [{ name: "values", type: "object", size: 11 }] },
      ],
      outputs: [{ name: "file", type: "file" }],
      files: [
        { uri: stored.inputs.upload, size: 6, from: ["inputs.upload"] },
        {
          uri: uri("9zZz", "a/b/c.csv"),
          from: ["trigger.variables.body.from"],
          reason: "It is no file of this execution.",
        },
        { uri: csv, size: 24, from: ["outputs.file", "write.uri"] },
      ],
      metrics: [{ taskId: "measure", name: "rows", type: "counter", value: 2, tags: { kind: "fruit" } }],
      totals: { taskRuns: 2, files: 3, metrics: 1 },
    });
    expect(JSON.stringify(output)).not.toContain("s3cret");
  });

  it("asks 2.0 for the outputs of each task run that has some", async () => {
    const answers: readonly FakeAnswer[] = [
      {
        ...stored,
        inputs: {},
        trigger: null,
        taskRunList: runs.map(({ id, taskId }) => ({ id, taskId, state: {} })),
      },
      none,
      [
        { taskId: "write", taskRunId: "6aBc", inline: true },
        { taskId: "values", taskRunId: "8cDe", inline: true },
      ],
      outputs,
      { uri: csv },
      { status: 500, body: { message: "broken" } },
      { size: 24 },
    ];
    const { output, requests } = await ask(tool, { execution_id: "5xYz" }, answers, "2.0");
    expect(requests.slice(2)).toEqual([
      "GET /outputs/5xYz",
      "GET /outputs/executions/5xYz",
      "GET /outputs/5xYz/6aBc",
      "GET /outputs/5xYz/8cDe",
      "GET /executions/5xYz/file/metas",
    ]);
    expect(output.tasks).toMatchObject([
      { taskId: "write", outputs: [{ name: "uri" }] },
      { taskId: "values", outputs: [], reason: expect.stringContaining("broken") as unknown },
    ]);
    expect(output.totals).toEqual({ taskRuns: 2, metrics: 0 });
    expect(output.summary).toMatch(/SUCCESS: 2 task runs with outputs, 1 output of the flow, 0 metrics\.$/);
  });

  it("is about one task, and says where a file is gone", async () => {
    const { output, queries } = await ask(tool, { execution_id: "5xYz", task_id: "write" }, [
      { ...stored, outputs, taskRunList: runs },
      none,
      missing,
    ]);
    expect(queries[1]).toEqual({ taskId: "write", size: "25" });
    expect(output).toMatchObject({
      tasks: [{ taskId: "write" }],
      outputs: [],
      files: [{ uri: csv, from: ["write.uri"], reason: "There is no such file any more." }],
      totals: { taskRuns: 1, files: 1 },
    });
    expect(JSON.stringify(output)).not.toContain("/app/storage");
  });

  it("tells a task that did not run from one that made nothing", async () => {
    const { output } = await ask(tool, { execution_id: "5xYz", task_id: "measure" }, [
      { ...stored, taskRunList: runs },
      { results: [metric], total: 1 },
    ]);
    expect(output.totals).toEqual({ taskRuns: 0, files: 0, metrics: 1 });
    for (const task_id of ["other", "6aBc"])
      await expect(
        ask(tool, { execution_id: "5xYz", task_id }, [{ ...stored, taskRunList: runs }, none]),
      ).rejects.toThrow(`Task ${task_id} did not run in execution 5xYz. These did: write, measure, values.`);
  });

  it("asks a bounded number, and tells how to get the rest", async () => {
    const many = Array.from({ length: 45 }, (_, index) => ({
      taskId: "each",
      taskRunId: `r${index}`,
      inline: true,
    }));
    const answers = [
      { ...stored, inputs: {}, trigger: null, outputs, taskRunList: [] },
      { results: [metric], total: 40 },
      many,
      ...many.slice(20, 40).map(({ taskRunId }) => ({
        a: uri("5xYz", `each/${taskRunId}/a`),
        b: uri("5xYz", `each/${taskRunId}/b`),
      })),
      ...Array.from({ length: 20 }, () => ({ size: 1 })),
    ];
    const { output, requests } = await ask(tool, { execution_id: "5xYz", offset: 20 }, answers, "2.0");
    expect(requests).toHaveLength(43);
    expect(output.totals).toEqual({ taskRuns: 45, metrics: 40 });
    expect(output.tasks).toHaveLength(20);
    expect(output.truncated).toBe(
      "Task runs: 21 to 40 of 45. For the next ones call again with offset: 40. Files: 1 to 20 of 41. For fewer at once give a task_id. Metrics: 1 to 1 of 40. For fewer at once give a task_id.",
    );
  });

  it("fits whatever an execution holds", async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`${"x".repeat(2000)}${index}`, uri("5xYz", `t/r/${index}`)]),
    );
    const taskRunList = Array.from({ length: 100 }, (_, index) => ({
      id: `r${index}`,
      taskId: "t",
      state: {},
      value: "v".repeat(9000),
      outputs: wide,
    }));
    const answers = [
      { ...stored, outputs: wide, taskRunList },
      none,
      ...Array.from({ length: 20 }, () => ({ size: 1 })),
    ];
    const { output } = await ask(tool, { execution_id: "5xYz" }, answers);
    expect(JSON.stringify(output).length).toBeLessThan(20_000);
    expect(output.totals).toMatchObject({ taskRuns: 100 });
    const tasks = output.tasks as readonly { readonly more: number }[];
    for (const { more } of tasks) expect(more).toBe(280);
    expect(output.truncated).toContain(`For the next ones call again with offset: ${tasks.length}.`);
  });

  it("says what could not be read", async () => {
    const { output } = await ask(tool, { execution_id: "5xYz" }, [
      { ...stored, inputs: null, trigger: null, taskRunList: null },
      { status: 500, body: { message: "no metrics" } },
    ]);
    expect(output.totals).toEqual({ taskRuns: 0, files: 0 });
    expect(output.truncated).toContain("Metrics could not be read: Kestra failed at");
  });

  it("gives no number of what could not be read", async () => {
    const broken = { status: 500, body: { message: "broken" } };
    const bare = { ...stored, inputs: {}, trigger: null, taskRunList: null };
    const { output } = await ask(tool, { execution_id: "5xYz" }, [bare, none, broken, broken], "2.0");
    expect(output.summary).toMatch(/ is SUCCESS: 0 metrics\.$/);
    expect(output.totals).toEqual({ metrics: 0 });
    expect(output.truncated).toContain("Task runs could not be read: ");
    expect(output.truncated).toContain("Outputs of the flow could not be read: ");
  });
});
