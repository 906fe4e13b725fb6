import { beforeAll, describe, expect } from "vitest";
import { chatty, linesOf, search } from "../support/chatty.ts";
import { createFlow, run, until } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

let id = "";

beforeAll(async () => {
  await createFlow("chatty", chatty);
  ({ id } = await run("chatty"));
  await until(
    async () => [(await search()).total, (await linesOf(id)).length],
    ([found, lines]) => found === lines && found !== 0,
  );
});

interface Log {
  readonly results: readonly {
    readonly message: string;
    readonly taskId: string;
    readonly timestamp: string;
  }[];
  readonly total?: number;
  readonly truncated?: string;
}

const read = (more: object): Promise<Log> =>
  kestra.get<Log>("get_execution_logs", { execution_id: id, ...more });

describe("the end of a log", () => {
  check("is given the newest first, with how many lines there are", async () => {
    const all = await linesOf(id);
    const { results, total, truncated } = await read({ tail: 3 });
    expect(results).toHaveLength(3);
    const times = results.map(({ timestamp }) => Date.parse(timestamp));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(times[0]).toBe(Math.max(...all.map(({ timestamp }) => Date.parse(timestamp))));
    expect(total).toBe(all.length);
    expect(truncated).toContain(`These are the last 3 of ${all.length} lines, the newest first.`);
  });

  check("is that of a level, a task, or of lines with a text", async () => {
    const errors = await read({ tail: 100, min_level: "ERROR" });
    expect(errors.results.length).toBe(errors.total);
    expect(errors.results.some(({ message }) => message.includes("broken on purpose"))).toBe(true);
    const warnings = await read({ tail: 1, task_id: "info" });
    expect(warnings.results.map(({ taskId }) => taskId)).toEqual(["info"]);
    const found = await read({ query: "WARNING", tail: 1 });
    expect(found).toMatchObject({ results: [{ message: "a second warning with Ümlaut" }], total: 2 });
    expect((await read({ query: "nobody says this" })).results).toEqual([]);
  });
});

describe("the end of a log as one text", () => {
  const text = (tool: string, more: object): Promise<{ result: string; truncated?: string }> =>
    kestra.get(tool, { execution_id: id, ...more });

  check("is the last lines, the oldest of them first, of a level, a task or with a text", async () => {
    const all = await linesOf(id);
    for (const tool of ["download_execution_logs", "follow_execution_logs"]) {
      const { result, truncated } = await text(tool, { tail: 3 });
      const times = result.match(/^\d{4}-\S+Z(?= (?:DEBUG|INFO|WARN|ERROR) )/gm) ?? [];
      expect(times).toHaveLength(3);
      expect(times).toEqual(times.toSorted());
      expect(truncated).toContain(`These are the last 3 of ${all.length} lines, the oldest first.`);
      expect((await text(tool, { task_id: "info", tail: 9 })).result).toMatch(/^\S+ INFO [^\n]*$/);
      const found = await text(tool, { query: "WARNING", min_level: "warn", tail: 1 });
      expect(found.result).toMatch(/^\S+ WARN a second warning with Ümlaut$/);
      expect((await text(tool, { query: "nobody says this" })).result).toBe("");
    }
    const missing = { execution_id: "4Zz0z0z0z0z0z0z0z0z0zz", tail: 3 };
    expect(await kestra.refusal("download_execution_logs", missing)).toContain("No such execution");
  });
});

describe("search_logs", () => {
  check("keeps to an execution", async () => {
    const other = await run("chatty");
    await until(
      () => search({ execution_id: other.id }),
      ({ total }) => total !== 0,
    );
    const { results } = await search({ execution_id: id });
    expect(results.length).toBeGreaterThan(0);
    expect(new Set(results.map(({ executionId }) => executionId))).toEqual(new Set([id]));
    expect((await search({ trigger_id: "nothing" })).total).toBe(0);
  });

  check("keeps to a task, on each line, and to any filter that it has", async () => {
    const ofTask = { namespace: kestra.namespace, execution_id: id, task_id: "info" };
    const { results, total } = await kestra.get<Log>("search_logs", ofTask);
    expect(results.length).toBe(total);
    expect(new Set(results.map(({ taskId }) => taskId))).toEqual(new Set(["info"]));
    const of = { execution_id: id, flow_id: "chatty" };
    expect((await search({ ...of, filters: ["flowId[STARTS_WITH]=chat"] })).total).not.toBe(0);
    expect((await search({ ...of, filters: ["namespace[NOT_IN]=a,b"], min_level: "error" })).total).not.toBe(
      0,
    );
    expect((await search({ ...of, filters: ["triggerId[EQUALS]=nothing"] })).total).toBe(0);
  });

  check(
    "says the time that it searched: of an execution all, else a week, or what is asked for",
    async () => {
      expect(await search({ execution_id: id })).toMatchObject({ from: "1970-01-01T00:00:00Z" });
      for (const [more, length] of [
        [{}, 7 * 86_400_000],
        [{ start_date: "1h" }, 3_600_000],
      ] as const) {
        const { from, to, total } = (await search({ flow_id: "chatty", ...more })) as unknown as {
          readonly from: string;
          readonly to: string;
          readonly total: number;
        };
        expect(Date.parse(to) - Date.parse(from)).toBe(length);
        expect(total).not.toBe(0);
      }
    },
  );
});
