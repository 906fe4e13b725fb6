import { describe, expect, it } from "vitest";
import { tool } from "../../../specs/execution/get_artifact.ts";
import { KestraError } from "../../../runtime/errors.ts";
import { own } from "../../../runtime/text/said.ts";
import type { FileContent } from "../../../runtime/tool/downloads.ts";
import { ask, type FakeAnswer } from "../fake-kestra.ts";

const folder = "kestra:///company/team/files-demo/executions/5xYz/tasks";
const csv = `${folder}/write/6aBc/1.csv`;
const ion = `${folder}/query/6aBc/rows.ion`;
const stored = {
  id: "5xYz",
  namespace: "company.team",
  flowId: "files_demo",
  state: { current: "SUCCESS" },
  outputs: { total: 8, names: ["apple", "pear"] },
  taskRunList: [
    { id: "6aBc", taskId: "write", state: {}, outputs: { uri: csv } },
    { id: "8cDe", taskId: "values", state: {}, outputs: { values: { total: 8 }, text: "größe" } },
    { id: "9dEf", taskId: "each", state: {}, value: "a", outputs: { value: "A" } },
    { id: "0eFg", taskId: "each", state: {}, value: "b", outputs: { value: "B" } },
  ],
};
const missing = { status: 404, body: { message: "Not Found: /app/storage/x (No such file or directory)" } };
const get = (args: object, answers: readonly FakeAnswer[], line?: string) =>
  ask(tool, { execution_id: "5xYz", ...args }, answers, line);

describe("get_artifact", () => {
  it("gives a file by its address, with its size", async () => {
    const { output, requests, queries } = await get({ uri: csv }, [
      { size: 11 },
      { status: 200, body: "name\napple\n" },
    ]);
    expect(requests).toEqual(["GET /executions/5xYz/file/metas", "GET /executions/5xYz/file"]);
    expect(queries).toEqual([{ path: csv }, { path: csv }]);
    expect(output).toMatchObject({
      executionId: "5xYz",
      uri: csv,
      type: "csv",
      size: 11,
      result: "name\napple\n",
    });
  });

  it("gives the file that the only output of a task names", async () => {
    const { output } = await get({ task_id: "write" }, [stored, { size: 2 }, { status: 200, body: "a\n" }]);
    expect(output).toMatchObject({
      taskId: "write",
      taskRunId: "6aBc",
      name: "uri",
      uri: csv,
      result: "a\n",
    });
  });

  it("gives values of the flow, of a task and of one of its runs", async () => {
    const flow = await get({}, [stored]);
    expect(flow.output).toEqual({ executionId: "5xYz", type: "object", size: 36, value: stored.outputs });
    const one = await get({ name: "names" }, [stored]);
    expect(one.output).toMatchObject({ name: "names", type: "array", result: '["apple","pear"]' });
    const nested = await get({ task_id: "values", name: "values.total" }, [stored]);
    expect(nested.output).toMatchObject({ name: "values.total", type: "number", size: 1, result: "8" });
    const text = await get({ task_id: "values", name: "text" }, [stored]);
    expect(text.output).toMatchObject({ type: "string", size: 7, result: "größe" });
    const run = await get({ task_id: "0eFg" }, [stored]);
    expect(run.output).toMatchObject({ taskId: "each", taskRunId: "0eFg", result: "B" });
  });

  it("asks 2.0 for the outputs that an execution does not hold", async () => {
    const bare = { ...stored, outputs: null, taskRunList: [{ id: "6aBc", taskId: "write", state: {} }] };
    const task = await get(
      { task_id: "write" },
      [bare, [{ taskId: "write", taskRunId: "6aBc", inline: true }], { code: 200 }],
      "2.0",
    );
    expect(task.requests).toEqual(["GET /executions/5xYz", "GET /outputs/5xYz", "GET /outputs/5xYz/6aBc"]);
    expect(task.output).toMatchObject({ name: "code", result: "200" });
    const flow = await get({}, [bare, { total: 8 }], "2.0");
    expect(flow.requests[1]).toBe("GET /outputs/executions/5xYz");
    expect(flow.output).toMatchObject({ name: "total", result: "8" });
    await expect(get({}, [bare, { status: 404 }], "2.0")).rejects.toThrow(
      "The flow of execution 5xYz has no outputs",
    );
  });

  it("says what there is where something else was meant", async () => {
    await expect(get({ task_id: "each" }, [stored])).rejects.toThrow(
      "each has outputs of 2 task runs in execution 5xYz. Give one of them as task_id: 9dEf (a), 0eFg (b).",
    );
    await expect(get({ task_id: "other" }, [stored])).rejects.toThrow(
      "other has no outputs in execution 5xYz",
    );
    await expect(get({ name: "no" }, [stored])).rejects.toThrow("has no output no. It has total, names.");
    await expect(get({ task_id: "write", uri: csv }, [])).rejects.toThrow("Give uri alone");
  });

  it("sends nothing for a file that is not of the execution", async () => {
    for (const uri of [
      "/etc/passwd",
      "kestra:///company/team/files-demo/executions/6aBc/tasks/a/b/c.csv",
      "kestra:///company/team/_files/main.py",
      `${folder}/../../../x`,
    ])
      await expect(get({ uri }, [])).rejects.toThrow(/^uri: /);
  });

  it("names a file of another execution, and does not ask for it", async () => {
    const other = "kestra:///company/team/child/executions/7bCd/tasks/a/b/c.csv";
    const { output, requests } = await get({}, [{ ...stored, outputs: { file: other } }]);
    expect(requests).toHaveLength(1);
    expect(output).toMatchObject({ type: "file", result: other });
  });

  it("says that a file is gone, in no words of the disk", async () => {
    const gone = get({ uri: csv }, [missing, missing]);
    await expect(gone).rejects.toThrow(`There is no file ${csv} (404)`);
    await expect(gone).rejects.not.toThrow("/app/storage");
  });

  it("tells a place in another namespace from a wrong address of Kestra", async () => {
    const uri = "kestra:///other/place/executions/5xYz/tasks/a/b/c.csv";
    const moved = new KestraError(own("Kestra redirected it. Is KESTRA_BASE_URL right?"), 301);
    await expect(get({ uri }, [moved, moved])).rejects.toThrow("its namespace or flow is another one's");
    await expect(get({ action: "save", uri }, [moved])).rejects.toThrow(
      "its namespace or flow is another one's",
    );
    const broken = new KestraError(own("Kestra failed."), 500);
    await expect(get({ uri: csv }, [broken, broken])).rejects.toThrow("Kestra failed.");
  });

  it("gives ION as rows, and reads on by rows", async () => {
    const rows = Array.from({ length: 150 }, (_, n) => ({ n }));
    const first = await get({ uri: ion }, [
      { size: 900 },
      { extension: "ion", type: "LIST", content: rows.slice(0, 100), truncated: true },
    ]);
    expect(first.queries[1]).toEqual({ path: ion, maxRows: "100" });
    expect(first.output).toMatchObject({ type: "ion", size: 900, rows: rows.slice(0, 100) });
    expect(first.output.truncated).toBe(
      "Rows 1 to 100; there are more. For the next ones call again with offset: 100.",
    );
    const next = await get({ uri: ion, offset: 100 }, [
      { size: 900 },
      { extension: "ion", type: "LIST", content: rows, truncated: false },
    ]);
    expect(next.output).toMatchObject({ rows: rows.slice(100) });
    expect(next.output.truncated).toBeUndefined();
    const past = await get({ uri: ion, offset: 200 }, [
      { size: 900 },
      { extension: "ion", type: "LIST", content: rows, truncated: false },
    ]);
    expect(past.output).toMatchObject({ rows: [], truncated: "Of 150 rows there is nothing from 200 on." });
  });

  it("reads ION as it is where Kestra can show no rows of it", async () => {
    const { output } = await get({ uri: ion }, [
      { size: 3 },
      { status: 422, body: { message: "Illegal argument" } },
      { status: 200, body: "{a:" },
    ]);
    expect(output).toMatchObject({ type: "ion", result: "{a:" });
  });

  it("gives a large value as text, in parts", async () => {
    const outputs = { a: "x".repeat(30_000), b: 1 };
    const { output } = await get({}, [{ ...stored, outputs }]);
    expect(output).toMatchObject({ type: "object", size: 30_014 });
    expect(output.value).toBeUndefined();
    expect(output.result).toBe(JSON.stringify(outputs));
  });

  it("never gives what is encrypted", async () => {
    const outputs = { key: { type: "io.kestra.datatype:aes_encrypted", value: "c2VjcmV0" } };
    const { output } = await get({}, [{ ...stored, outputs }]);
    expect(output).toMatchObject({ name: "key", type: "encrypted", result: "(encrypted)" });
  });
});

describe("get_artifact, save", () => {
  const saved: FileContent[] = [];
  const parts = {
    downloads: {
      save: (file: FileContent, argument: string) => {
        expect(argument).toBe("file_name");
        saved.push(file);
        return Promise.resolve({ path: `/home/ada/${file.name}`, size: file.content.length });
      },
    },
  };
  const save = (args: object, answers: readonly FakeAnswer[]) =>
    ask(tool, { action: "save", execution_id: "5xYz", ...args }, answers, "1.3", { parts });

  it("saves a file under its own name, or another one", async () => {
    const named = `${folder}/write/6aBc/my%20data%2F1.csv`;
    const { output } = await save({ uri: named }, [{ size: 2 }, { status: 200, body: "a\n" }]);
    expect(output).toEqual({ executionId: "5xYz", path: "/home/ada/my data_1.csv", size: 2 });
    await save({ uri: named, file_name: "b.csv" }, [{ size: 2 }, { status: 200, body: "a\n" }]);
    expect(saved.map(({ name, content }) => [name, content])).toEqual([
      ["my data_1.csv", "a\n"],
      ["b.csv", "a\n"],
    ]);
  });

  it("saves a value, too", async () => {
    const { output } = await save({ task_id: "values", name: "values" }, [stored]);
    expect(output).toMatchObject({ path: "/home/ada/values-values.json" });
    expect(saved.at(-1)?.content).toBe('{\n  "total": 8\n}');
    await save({ task_id: "values", name: "text" }, [stored]);
    expect(saved.at(-1)).toEqual({ name: "values-text.txt", content: "größe" });
  });

  it("reads nothing that is too large, or gone", async () => {
    await expect(save({ uri: csv }, [{ size: 10 * 1024 * 1024 + 1 }])).rejects.toThrow(
      "The file has 10485761 bytes, and one that is saved at most 10485760.",
    );
    await expect(save({ uri: csv }, [missing])).rejects.toThrow("There is no file");
  });
});
