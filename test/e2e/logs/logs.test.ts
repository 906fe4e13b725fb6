import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { chatty, levelsOf, linesOf, log, search, type Line } from "../support/chatty.ts";
import { createFlow, hello, noExecution, run, until } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const long = (id: string): string => `  - id: ${id}\n    ${log}\n    message: ${id} ${"x".repeat(8000)}\n`;

let chattyId = "";

beforeAll(async () => {
  await createFlow("chatty", chatty);
  await createFlow("plain", hello);
  await createFlow("long", `tasks:\n${["one", "two", "three"].map(long).join("")}`);
  chattyId = (await run("chatty")).id;
  await until(
    () => linesOf(chattyId),
    (lines) => lines.filter(({ message }) => message === "broken on purpose").length >= 2,
  );
  await until(
    async () => [(await search()).total, (await linesOf(chattyId)).length],
    ([found, lines]) => found === lines,
  );
});

describe("get_execution_logs", () => {
  check("gives every line, the oldest first", async () => {
    const lines = await linesOf(chattyId);
    expect(lines.slice(0, 4).map(({ level, message }) => `${level} ${message}`)).toEqual([
      "DEBUG a debug line",
      "INFO an info line",
      "WARN a first warning",
      "WARN a second warning with Ümlaut",
    ]);
    expect(lines[0]).toMatchObject({
      namespace: kestra.namespace,
      flowId: "chatty",
      executionId: chattyId,
      taskId: "debug",
      attemptNumber: 0,
    });
    const times = lines.map(({ timestamp }) => Date.parse(timestamp));
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  check("keeps to a level and what is above it", async () => {
    expect(levelsOf(await linesOf(chattyId, { min_level: "ERROR" }))).toEqual(["ERROR"]);
    expect(levelsOf(await linesOf(chattyId, { min_level: "WARN" }))).toEqual(["ERROR", "WARN"]);
    expect(levelsOf(await linesOf(chattyId, { min_level: "INFO" }))).toEqual(["ERROR", "INFO", "WARN"]);
    const all = await linesOf(chattyId);
    expect(levelsOf(all)).toEqual(["DEBUG", "ERROR", "INFO", "WARN"]);
    expect(await linesOf(chattyId, { min_level: "DEBUG" })).toEqual(all);
    expect(await linesOf(chattyId, { min_level: "" })).toEqual(all);
    expect(await linesOf(chattyId, { min_level: null, task_id: null, attempt: null })).toEqual(all);
  });

  check("keeps to a task, a task run and an attempt", async () => {
    expect((await linesOf(chattyId, { task_id: "info" })).map(({ message }) => message)).toEqual([
      "an info line",
    ]);
    const warn = (await linesOf(chattyId, { task_id: "warn" }))[0]?.taskRunId;
    expect(await linesOf(chattyId, { task_run_id: warn })).toHaveLength(2);
    const run = (await linesOf(chattyId, { task_id: "fail" }))[0]?.taskRunId;
    for (const attempt of [0, 1]) {
      const lines = await linesOf(chattyId, { task_run_id: run, attempt, min_level: "ERROR" });
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.every((line) => line.attemptNumber === attempt && line.taskRunId === run)).toBe(true);
    }
    expect(await linesOf(chattyId, { task_id: "nothing" })).toEqual([]);
  });

  check("reads on from an offset", async () => {
    const all = await linesOf(chattyId);
    expect(await linesOf(chattyId, { offset: 2 })).toEqual(all.slice(2));
  });

  check("gives none of an execution that does not exist", async () => {
    expect(await kestra.get("get_execution_logs", { execution_id: noExecution })).toEqual({ results: [] });
  });

  check("leaves TRACE and stack traces to who asks for them, as each reading tool does", async () => {
    const isTrace = ({ level }: Line): boolean => level === "TRACE";
    const traced = await linesOf(chattyId, { min_level: "TRACE" });
    expect(traced.filter(isTrace).length).toBeGreaterThan(0);
    const { results, truncated } = await kestra.get<{ results: readonly Line[]; truncated?: string }>(
      "get_execution_logs",
      { execution_id: chattyId, full: true },
    );
    expect(results).toEqual(traced.filter((line) => !isTrace(line)));
    expect(truncated).toMatch(/Left out: \d+ lines? at TRACE.*min_level TRACE gives them/);
    for (const tool of ["download_execution_logs", "follow_execution_logs"]) {
      const text = (more: object) =>
        kestra.get<{ result: string; truncated?: string }>(tool, { execution_id: chattyId, ...more });
      const without = await text({});
      expect(without.result).toContain("broken on purpose");
      expect(without.result).not.toMatch(/ TRACE |\n\tat /);
      expect(without.truncated).toContain("min_level TRACE gives them");
      expect((await text({ min_level: "TRACE" })).result).toMatch(/ TRACE /);
    }
    const of = { namespace: kestra.namespace, flow_id: "chatty", size: 100 };
    const found = await kestra.get<{ results: readonly Line[]; total: number }>("search_logs", of);
    expect(found.results.filter(isTrace)).toEqual([]);
    expect(found.results).toHaveLength(found.total);
    const every = await kestra.get<{ results: readonly Line[] }>("search_logs", {
      ...of,
      min_level: "TRACE",
    });
    expect(every.results.length).toBeGreaterThan(found.total);
  });

  check("names the levels", async () => {
    for (const tool of [
      "get_execution_logs",
      "download_execution_logs",
      "delete_execution_logs",
      "follow_execution_logs",
    ]) {
      const text = await kestra.refusal(tool, { execution_id: chattyId, min_level: "INVALID" });
      expect(text).toMatch(/min_level must be one of ERROR, WARN, INFO, DEBUG, TRACE.*INVALID/);
    }
    expect(await kestra.refusal("search_logs", { min_level: "warning" })).toContain(
      "min_level must be one of",
    );
  });
});

describe("download_execution_logs", () => {
  const download = async (execution_id: string, more: object = {}): Promise<Data> =>
    kestra.get("download_execution_logs", { execution_id, ...more });

  check("gives the logs as text", async () => {
    const { result } = await download(chattyId);
    expect(result).toMatch(/DEBUG a debug line\n.*INFO an info line\n.*WARN a first warning\n/);
    expect(result).not.toMatch(/TRACE|java\.lang/);
    const { result: errors } = await download(chattyId, { min_level: "ERROR" });
    expect(errors).toContain("broken on purpose");
    expect(errors).not.toContain("WARN");
    expect((await download(chattyId, { task_id: "info" })).result).toMatch(/^\S+ INFO an info line\n?$/);
    expect((await download(chattyId, { task_id: "nothing" })).result).toBe("");
  });

  check("gives a long one part by part", async () => {
    const { id } = await run("long");
    await until(
      () => linesOf(id, { task_id: "three" }),
      (lines) => lines.length > 0,
    );
    let whole = "";
    for (let parts = 0; parts < 10; parts++) {
      const part = await kestra.get<{ result: string; truncated?: string }>("download_execution_logs", {
        execution_id: id,
        offset: whole.length,
      });
      whole += part.result;
      if (part.truncated === undefined) break;
      expect(part.truncated).toContain(`offset: ${whole.length}`);
    }
    for (const task of ["one", "two", "three"]) expect(whole).toContain(`INFO ${task} ${"x".repeat(8000)}`);
    expect(whole.length).toBeGreaterThan(24_000);
  });

  check("says that there is no such execution", async () => {
    expect(await kestra.refusal("download_execution_logs", { execution_id: noExecution })).toMatch(
      /404[^]*list_executions/,
    );
  });
});

describe("search_logs", () => {
  const messages = ({ results }: Data): readonly string[] => results.map(({ message }) => message);

  check("finds words, a level, a flow, the newest first", async () => {
    expect(messages(await search({ query: "an info" }))).toEqual(["an info line"]);
    expect(messages(await search({ min_level: "ERROR" }))).toContain("broken on purpose");
    expect(messages(await search({ min_level: "ERROR" }))).not.toContain("a first warning");
    const { results, total } = await search({ size: 100, min_level: "TRACE" });
    expect(results).toHaveLength(total);
    expect(results.every((row) => row.namespace === kestra.namespace)).toBe(true);
    const times = (results as unknown as readonly Line[]).map(({ timestamp }) => timestamp);
    expect(times).toEqual([...times].sort().reverse());
    expect((await search({ flow_id: "nothing" })).results).toEqual([]);
    expect((await search({ namespace: `${kestra.namespace}.none` })).results).toEqual([]);
  });

  check(
    "says once what most lines have, and the execution where it changes, unless all is asked for",
    async () => {
      const brief = await search({ size: 100, full: false });
      const { results } = brief;
      expect(brief).toMatchObject({ each: { namespace: kestra.namespace, flowId: "chatty" } });
      expect(results[0]).toHaveProperty("executionId");
      for (const row of results) {
        expect(Object.keys(row)).toEqual(expect.arrayContaining(["timestamp", "message"]));
        expect(row).not.toHaveProperty("namespace");
        expect(row).not.toHaveProperty("taskRunId");
      }
      const all = await search({ size: 100 });
      expect(all).not.toHaveProperty("each");
      for (const row of all.results) expect(row).toHaveProperty("taskRunId");
    },
  );

  check("reads page by page", async () => {
    const { total } = await search();
    const first = await search({ size: 2 });
    const second = await search({ size: 2, page: "2" });
    expect(first.total).toBe(total);
    expect([...first.results, ...second.results]).toEqual((await search({ size: 4 })).results);
    expect((await search({ page: 99 })).results).toEqual([]);
  });

  check("keeps to a time, with a zone or without", async () => {
    const { total } = await search();
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect((await search({ start_date: "2020-01-01", end_date: tomorrow })).total).toBe(total);
    expect((await search({ start_date: tomorrow.slice(0, 19) })).results).toEqual([]);
    expect((await search({ end_date: "2020-01-01T00:00:00+02:00" })).results).toEqual([]);
    expect(await kestra.refusal("search_logs", { start_date: "yesterday" })).toContain("ISO 8601");
  });

  check("finds those of child namespaces", async () => {
    const namespace = `${kestra.namespace}.child`;
    await createFlow("plain", hello, namespace);
    await kestra.get("execute_flow", { namespace, flow_id: "plain", wait: true });
    const inParent = (): Promise<Data> => search({ flow_id: "plain" });
    await until(inParent, ({ results }) => results.some((row) => row.namespace === namespace));
  });
});
