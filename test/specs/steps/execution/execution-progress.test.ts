import { describe, expect, it } from "vitest";
import { executionProgress } from "../../../../specs/steps/execution/execution-progress.ts";

type Log = Parameters<typeof executionProgress>[2];

/** What is told at each second, of an execution whose stream says so. */
async function told(
  moments: readonly (readonly [second: number, state: string])[],
  lastLog: Log,
  { isWatched = true, mask = (text: string): string => text } = {},
) {
  const messages: (readonly [number, string | undefined])[] = [];
  let second = 0;
  const { see, tell } = executionProgress(
    {
      now: () => new Date(second * 1000),
      progress: (done, _, message) => messages.push([done, message]),
      isWatched,
      mask,
    },
    "CREATED",
    lastLog,
  );
  for (const [at, state] of moments) {
    second = at;
    see({ data: { state: { current: state } } });
    tell();
    await new Promise(setImmediate);
  }
  return messages;
}

const line =
  (message: string): Log =>
  () =>
    Promise.resolve({ message });

describe("the progress of an execution", () => {
  it("tells nothing twice, however many events come in a second", async () => {
    const moments = [
      [0, "RUNNING"],
      [0, "RUNNING"],
      [0.2, "RUNNING"],
      [1, "RUNNING"],
    ] as const;
    expect((await told(moments, line("start"))).map(([, message]) => message)).toEqual([
      "RUNNING, 0 s",
      "RUNNING, 0 s: start",
      "RUNNING, 1 s: start",
    ]);
  });

  it("is its state, how long it was waited for, and what was logged last", async () => {
    const moments = [
      [0, "RUNNING"],
      [5, "RUNNING"],
      [12, "SUCCESS"],
    ] as const;
    expect(await told(moments, line("Waiting for PT12S\nand more"))).toEqual([
      [0, "RUNNING, 0 s"],
      [0, "RUNNING, 0 s: Waiting for PT12S"],
      [5, "RUNNING, 5 s: Waiting for PT12S"],
      [12, "SUCCESS, 12 s: Waiting for PT12S"],
    ]);
  });

  it("is told where the log cannot be read, or is empty", async () => {
    const moments = [
      [0, "RUNNING"],
      [5, "RUNNING"],
    ] as const;
    const expected = [
      [0, "RUNNING, 0 s"],
      [5, "RUNNING, 5 s"],
    ];
    expect(await told(moments, () => Promise.reject(new Error("no log")))).toEqual(expected);
    expect(await told(moments, () => Promise.resolve({}))).toEqual(expected);
  });

  it("does not wait for a log that does not come", async () => {
    const moments = [
      [0, "RUNNING"],
      [5, "RUNNING"],
      [10, "RUNNING"],
    ] as const;
    const messages = await told(moments, () => new Promise(() => undefined));
    expect(messages).toEqual([
      [0, "RUNNING, 0 s"],
      [5, "RUNNING, 5 s"],
      [10, "RUNNING, 10 s"],
    ]);
  });

  it("asks for no log where nobody watches", async () => {
    let asked = 0;
    const log: Log = () => {
      asked++;
      return Promise.resolve({});
    };
    expect(
      await told(
        [
          [0, "RUNNING"],
          [5, "RUNNING"],
        ],
        log,
        { isWatched: false },
      ),
    ).toEqual([]);
    expect(asked).toBe(0);
  });

  it("masks what was logged, and cuts it, but never its own words", async () => {
    const mask = (text: string): string => text.replaceAll("s", "*");
    const later = (
      await told(
        [
          [0, "RUNNING"],
          [5, "RUNNING"],
        ],
        line(`s3cret ${"x".repeat(500)}`),
        { mask },
      )
    ).at(-1);
    expect(later?.[1]).toMatch(/^RUNNING, 5 s: \*3cret x+$/);
    expect(later?.[1]?.length).toBeLessThan(250);
  });
});
