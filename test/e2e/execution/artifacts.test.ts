import { mkdtemp, readdir, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { createFlow, listed, noExecution, run } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";
import type { Server } from "../../support/server.ts";

useKestra();

const makesFiles = `
inputs:
  - id: upload
    type: FILE
    required: false
  - id: broken
    type: BOOL
    defaults: false
  - id: size
    type: INT
    defaults: 1
tasks:
  - id: write
    type: io.kestra.plugin.core.storage.Write
    content: |
      name,qty
      apple,3
      pear,5
    extension: .csv
  - id: query
    type: io.kestra.plugin.core.storage.Write
    content: |
      {name:"apple",qty:3}
      {name:"pear",qty:5}
    extension: .ion
  - id: measure
    type: io.kestra.plugin.core.metric.Publish
    metrics:
      - type: counter
        name: rows
        value: 2
  - id: values
    type: io.kestra.plugin.core.output.OutputValues
    values:
      total: 8
      names: [apple, pear]
  - id: check
    type: io.kestra.plugin.core.flow.If
    condition: "{{ inputs.broken }}"
    then:
      - id: fail
        type: io.kestra.plugin.core.execution.Fail
outputs:
  - id: file
    type: FILE
    value: "{{ outputs.write.uri }}"
  - id: size
    type: INT
    value: "{{ inputs.size }}"
`;

const csv = "name,qty\napple,3\npear,5\n";
/** What a file is called whose name no URI holds as it is. */
const oddName = "größe 1.bin";
const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 255, 254]);

interface Listed {
  readonly summary: string;
  readonly tasks: readonly { readonly taskId: string; readonly outputs: readonly object[] }[];
  readonly files: readonly {
    readonly uri: string;
    readonly size?: number;
    readonly from: readonly string[];
  }[];
  readonly metrics: readonly object[];
  readonly totals: object;
}

interface Artifact {
  readonly type: string;
  readonly size: number;
  readonly uri: string;
  readonly result: string;
  readonly value: object;
  readonly rows: readonly object[];
  readonly path: string;
  readonly truncated?: string;
}

const made: { id: string; folder: string; server?: Server } = { id: "", folder: "" };

beforeAll(async () => {
  await createFlow("makes_files", makesFiles);
  const upload = { $file: oddName, base64: bytes.toString("base64") };
  const { id } = await run("makes_files", { inputs: { upload, size: 41 } });
  made.id = id;
  made.folder = await realpath(await mkdtemp(join(tmpdir(), "artifacts-")));
  made.server = await kestra.start({ KESTRA_MCP_DOWNLOAD_DIR: made.folder });
});

afterAll(async () => {
  await made.server?.close();
  await rm(made.folder, { recursive: true });
});

const list = (more: object = {}) => kestra.get<Listed>("list_artifacts", { execution_id: made.id, ...more });
const get = (more: object = {}) => kestra.get<Artifact>("get_artifact", { execution_id: made.id, ...more });
const refused = (more: object) => kestra.refusal("get_artifact", { execution_id: made.id, ...more });
const saving = (more: object) => ({ action: "save", execution_id: made.id, ...more });
const save = async (more: object): Promise<Artifact> => {
  if (made.server === undefined) throw new Error("There is no server with a folder.");
  return made.server.get<Artifact>("get_artifact", saving(more));
};

describe("list_artifacts", () => {
  check("lists outputs by task, files with their sizes, and metrics", async () => {
    const { summary, tasks, files, metrics, totals } = await list();
    expect(tasks.map(({ taskId }) => taskId)).toEqual(expect.arrayContaining(["write", "query", "values"]));
    const values = tasks.find(({ taskId }) => taskId === "values");
    expect(values?.outputs).toEqual([{ name: "values", type: "object", size: 36 }]);
    const file = files.find(({ from }) => from.includes("write.uri"));
    expect(file).toMatchObject({ size: csv.length });
    expect(file?.from).toEqual(["outputs.file", "write.uri"]);
    expect(files.find(({ from }) => from.includes("inputs.upload"))).toMatchObject({ size: bytes.length });
    expect(metrics).toEqual([{ taskId: "measure", name: "rows", type: "counter", value: 2, tags: {} }]);
    expect(totals).toMatchObject({ files: 3, metrics: 1 });
    const all = csv.length + '{name:"apple",qty:3}\n{name:"pear",qty:5}\n'.length + bytes.length;
    expect(summary).toContain(`is SUCCESS: `);
    expect(summary).toContain(`2 outputs of the flow, 3 files (${all} bytes), 1 metric.`);
  });

  check("lists what one task made, and tells of an execution that is not there", async () => {
    const { tasks, files, totals } = await list({ task_id: "query" });
    expect(tasks).toHaveLength(1);
    expect(files).toMatchObject([{ from: ["query.uri"] }]);
    expect(totals).toEqual({ taskRuns: 1, files: 1, metrics: 0 });
    expect(await kestra.refusal("list_artifacts", { execution_id: noExecution })).toContain(
      "No such execution",
    );
  });
});

describe("get_artifact", () => {
  check("shows a file by its task, by the flow's output, or by its address", async () => {
    const file = await get({ task_id: "write" });
    expect(file).toMatchObject({ type: "csv", size: csv.length, result: csv });
    expect(await get({ name: "file" })).toMatchObject({ uri: file.uri, result: csv });
    expect(await get({ uri: file.uri, offset: 9 })).toMatchObject({ result: csv.slice(9) });
  });

  check("shows ION as rows", async () => {
    const ion = await get({ task_id: "query" });
    expect(ion).toMatchObject({
      type: "ion",
      rows: [
        { name: "apple", qty: 3 },
        { name: "pear", qty: 5 },
      ],
    });
    expect(await get({ uri: ion.uri, offset: 1 })).toMatchObject({ rows: [{ name: "pear" }] });
  });

  check("shows values, and all outputs of the flow", async () => {
    expect(await get({ task_id: "values" })).toMatchObject({ value: { total: 8, names: ["apple", "pear"] } });
    expect(await get({ task_id: "values", name: "values.total" })).toMatchObject({
      type: "number",
      result: "8",
    });
    expect((await get()).value).toMatchObject({ size: 41 });
  });

  check("reads a large file on, to its end", async () => {
    const text = Array.from({ length: 4000 }, (_, line) => `line ${line}: ä\n`).join("");
    const { id } = await run("makes_files", { inputs: { upload: { $file: "large.txt", text } } });
    const { files } = await list({ execution_id: id });
    const large = files.find(({ from }) => from.includes("inputs.upload"));
    expect(large?.size).toBe(Buffer.byteLength(text));
    let read = "";
    for (let parts = 1; read.length < text.length; parts++) {
      const part = await get({ execution_id: id, uri: large?.uri, offset: read.length });
      read += part.result;
      expect(part.truncated?.includes(`offset: ${read.length}`)).toBe(
        read.length < text.length ? true : undefined,
      );
      expect(parts).toBeLessThan(10);
    }
    expect(read).toBe(text);
  });

  check("gives bytes as base64, of a file whose name is encoded", async () => {
    const { files } = await list();
    const uri = files.find(({ from }) => from.includes("inputs.upload"))?.uri ?? "";
    expect(uri).not.toContain(" ");
    const file = { type: "bytes", mediaType: "image/png", result: bytes.toString("base64") };
    expect(await get({ uri })).toMatchObject(file);
    expect(await get({ uri: uri.replaceAll("%20", " ") })).toMatchObject(file);
  });

  check("refuses what is not of the execution, and says what is gone", async () => {
    const { uri } = await get({ task_id: "write" });
    expect(await refused({ uri: "/etc/passwd" })).toContain("no file of the internal storage");
    expect(await refused({ uri: uri.replace(made.id, noExecution) })).toContain("give that as execution_id");
    expect(await refused({ uri: uri.replace(/[^/]+$/, "nothing.csv") })).toContain("There is no file");
    const elsewhere = `kestra:///other/place/executions/${made.id}/tasks/write/1/a.csv`;
    expect(await refused({ uri: elsewhere })).not.toContain("name,qty");
  });

  check("saves nothing where the operator names no folder", async () => {
    expect(
      kestra.server.tools.find(({ name }) => name === "get_artifact")?.inputSchema.properties,
    ).not.toHaveProperty("file_name");
    expect(await refused({ action: "save", task_id: "write" })).toContain("KESTRA_MCP_DOWNLOAD_DIR");
  });
});

describe("from a run to a file on disk", () => {
  check("lists, shows and saves what the latest success made", async () => {
    const { id: succeeded } = await run("makes_files", { inputs: { size: 43 } });
    const { id: failed } = await run("makes_files", { inputs: { broken: true, size: 44 } });
    const executions = await listed({ flow_id: "makes_files" }, (rows) => {
      const states = new Map(rows.map(({ id, state }) => [id, state.current]));
      return states.get(failed) === "FAILED" && states.get(succeeded) === "SUCCESS";
    });
    const latest = executions.find(({ state }) => state.current === "SUCCESS")?.id ?? "";
    expect(latest).toBe(succeeded);
    const { value } = await get({ execution_id: latest });
    expect(value).toMatchObject({ size: 43 });
    const { files } = await list({ execution_id: latest });
    const uri = files.find(({ from }) => from.includes("outputs.file"))?.uri ?? "";
    expect((await get({ execution_id: latest, uri })).result).toBe(csv);
    const { path, size } = await save({ execution_id: latest, uri, file_name: "fruit.csv" });
    expect({ path, size }).toEqual({ path: join(made.folder, "fruit.csv"), size: csv.length });
    expect(await readFile(path, "utf8")).toBe(csv);
  });

  check("saves bytes as they are, under their own name", async () => {
    const { files } = await list();
    const uri = files.find(({ from }) => from.includes("inputs.upload"))?.uri ?? "";
    const { path, size } = await save({ uri });
    expect(size).toBe(bytes.length);
    expect(path).toBe(join(made.folder, oddName));
    expect(await readFile(path)).toEqual(bytes);
  });

  check("saves a text with its byte order mark and its ends of lines", async () => {
    const marked = Buffer.from("\ufeffa;b\r\n1;ä\r\n");
    const { id } = await run("makes_files", {
      inputs: { upload: { $file: "marked.csv", base64: marked.toString("base64") } },
    });
    const { files } = await list({ execution_id: id });
    const uri = files.find(({ from }) => from.includes("inputs.upload"))?.uri ?? "";
    const { path } = await save({ execution_id: id, uri });
    expect(await readFile(path)).toEqual(marked);
  });

  check("overwrites nothing, and leaves the folder for no name", async () => {
    await save({ task_id: "values", file_name: "once.json" });
    const { server, folder } = made;
    const before = await readdir(folder);
    const again = (file_name: string) =>
      server?.refusal("get_artifact", saving({ task_id: "write", file_name })) ?? "";
    expect(await again("once.json")).toContain("is not overwritten");
    for (const name of ["../out.csv", "/tmp/out.csv", "sub/out.csv"])
      expect(await again(name)).toContain("the file name");
    expect(await readdir(folder)).toEqual(before);
    expect(JSON.parse(await readFile(join(folder, "once.json"), "utf8"))).toEqual({
      total: 8,
      names: ["apple", "pear"],
    });
  });
});
