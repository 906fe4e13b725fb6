import { stringify } from "yaml";
import { afterEach, describe, expect, it } from "vitest";
import { startSandbox, type Sandbox } from "../../sandbox/server.ts";
import { fastClock } from "../../sandbox/values/clock.ts";
import { lines } from "./replay/recording.ts";

const core = "io.kestra.plugin.core";
const open: Sandbox[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

function flow(id: string, task: Readonly<Record<string, unknown>>): string {
  return stringify({ id, namespace: "company.team", tasks: [{ id: "task", ...task }] });
}

interface Asked {
  readonly status: number;
  readonly body: unknown;
}

interface Asking {
  readonly post: (path: string, body?: unknown) => Promise<Asked>;
  readonly get: (path: string) => Promise<Asked>;
}

async function start(line: string, flows: readonly string[]): Promise<Asking> {
  const sandbox = await startSandbox({ line, clock: fastClock(new Date("2026-01-05T08:30:00Z")) });
  open.push(sandbox);
  const ask = async (path: string, init: RequestInit): Promise<Asked> => {
    const response = await fetch(`${sandbox.url}/api/v1/main${path}`, init);
    return { status: response.status, body: await response.json() };
  };
  const asking: Asking = {
    get: (path) => ask(path, {}),
    post: (path, body) => {
      if (body === undefined) return ask(path, { method: "POST" });
      const isYaml = typeof body === "string";
      return ask(path, {
        method: "POST",
        headers: { "content-type": isYaml ? "application/x-yaml" : "application/json" },
        body: isYaml ? body : JSON.stringify(body),
      });
    },
  };
  for (const source of flows) await asking.post("/flows", source);
  return asking;
}

async function run(asking: Asking, id: string): Promise<string> {
  const { body } = await asking.post(`/executions/company.team/${id}?wait=true`);
  return (body as { readonly id: string }).id;
}

const good = flow("good", { type: `${core}.debug.Return`, format: "x" });
const bad = flow("bad", { type: `${core}.execution.Fail`, errorMessage: "503" });

function chart(kind: string, data: string, more: Readonly<Record<string, unknown>>): string {
  return stringify({
    id: "chart",
    type: `${core}.dashboard.chart.${kind}`,
    data: { type: `${core}.dashboard.data.${data}`, ...more },
  });
}

describe.each(lines)("the preview of a chart on %s", (line) => {
  it("groups, sums up, filters, orders and pages", async () => {
    const asking = await start(line, [good, bad]);
    for (const id of ["good", "bad", "bad"]) await run(asking, id);
    const data = async (source: string, filter: Readonly<Record<string, unknown>> = {}): Promise<unknown> =>
      (
        await asking.post("/dashboards/charts/preview", {
          chart: source,
          globalFilter: { filters: [], ...filter },
        })
      ).body;
    const byFlow = chart("Table", "Executions", {
      columns: {
        flow: { field: "FLOW_ID" },
        runs: { agg: "COUNT" },
        longest: { field: "DURATION", agg: "MAX" },
      },
      orderBy: [{ column: "runs", order: "DESC" }],
    });
    expect(await data(byFlow)).toMatchObject({
      total: 2,
      results: [
        { flow: "bad", runs: 2 },
        { flow: "good", runs: 1 },
      ],
    });
    expect(await data(byFlow, { pageNumber: 2, pageSize: 1 })).toMatchObject({
      total: 2,
      results: [{ flow: "good" }],
    });
    const inState = { field: "state", operation: "IN", value: ["SUCCESS"] };
    expect(await data(byFlow, { filters: [inState] })).toMatchObject({
      total: 1,
      results: [{ flow: "good" }],
    });
    const failed = { field: "STATE", type: "IN", values: ["FAILED"] };
    const failedFlows = chart("Table", "Executions", {
      columns: { flow: { field: "FLOW_ID" } },
      where: [failed],
    });
    expect(await data(failedFlows)).toMatchObject({ total: 1, results: [{ flow: "bad" }] });
    const ratio = chart("KPI", "ExecutionsKPI", {
      columns: { field: "ID", agg: "COUNT" },
      numerator: [failed],
    });
    expect(await data(ratio)).toMatchObject({ results: [{ value: 66.67 }] });
    const errors = chart("Table", "Logs", {
      columns: { level: { field: "LEVEL" }, message: { field: "MESSAGE" }, times: { agg: "COUNT" } },
      where: [{ field: "LEVEL", type: "EQUAL_TO", value: "ERROR" }],
    });
    expect(await data(errors)).toMatchObject({ results: [{ message: "503", times: 2 }] });
    const flows = chart("Table", "Flows", { columns: { id: { field: "ID" } } });
    expect(await data(flows)).toMatchObject({ total: 2 });
  });

  it("refuses what is no chart of data", async () => {
    const asking = await start(line, []);
    const status = async (source: string): Promise<number> =>
      (await asking.post("/dashboards/charts/preview", { chart: source, globalFilter: { filters: [] } }))
        .status;
    expect(await status(chart("Cake", "Executions", {}))).toBe(422);
    expect(await status(chart("Pie", "Cakes", {}))).toBe(422);
    expect(await status(`id: note\ntype: ${core}.dashboard.chart.Pie\n`)).toBe(422);
    const unknown = { columns: { size: { field: "SIZE" } } };
    const asked = await start(line, [good]);
    await run(asked, "good");
    const { status: refused } = await asked.post("/dashboards/charts/preview", {
      chart: chart("Table", "Executions", unknown),
      globalFilter: { filters: [] },
    });
    expect(refused).toBe(422);
  });
});

describe.each(lines)("the preview of a file on %s", (line) => {
  const written = (id: string, content: string, extension: string): string =>
    flow(id, { type: `${core}.storage.Write`, content, extension });

  const previewed = async (content: string, extension: string, rows = 2): Promise<Asked> => {
    const asking = await start(line, [written("write", content, extension)]);
    const id = await run(asking, "write");
    const { body } = await asking.get(line === "2.0" ? `/outputs/${id}` : `/executions/${id}`);
    const uri =
      line === "2.0"
        ? (
            (
              await asking.get(
                `/outputs/${id}/${(body as readonly { readonly taskRunId: string }[])[0]?.taskRunId ?? ""}`,
              )
            ).body as { readonly uri: string }
          ).uri
        : ((body as { readonly taskRunList: readonly { readonly outputs: { readonly uri: string } }[] })
            .taskRunList[0]?.outputs.uri ?? "");
    return asking.get(`/executions/${id}/file/preview?path=${encodeURIComponent(uri)}&maxRows=${rows}`);
  };

  it("shows Ion as rows, or as text where it holds no rows", async () => {
    const rows = '{name:"apple",qty:3}\n{name:"pear",qty:5}\n{name:"fig",qty:1}\n';
    expect((await previewed(rows, ".ion")).body).toMatchObject({
      extension: "ion",
      type: "LIST",
      content: [
        { name: "apple", qty: 3 },
        { name: "pear", qty: 5 },
      ],
      truncated: true,
    });
    expect((await previewed("1\n2\n", ".ion")).body).toMatchObject({
      type: "TEXT",
      content: "1\n2",
      truncated: false,
    });
    expect((await previewed("{name:", ".ion")).status).toBe(422);
  });

  it("shows other files as what their names say they are", async () => {
    expect((await previewed("# Title\n", ".md")).body).toMatchObject({
      type: "MARKDOWN",
      content: "# Title",
    });
    expect((await previewed("PNG", ".png")).body).toMatchObject({ type: "IMAGE", content: "UE5H" });
    expect((await previewed('[{"a":1}]', ".json")).body).toMatchObject({
      type: "TEXT",
      content: '[{"a":1}]',
    });
  });
});
