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
});
