import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textWithoutTraces, withoutTraces } from "../../../specs/functions/log-lines.ts";
import { readLog } from "../../../specs/steps/logs/read-log.ts";

const stack = "java.lang.Exception: broken\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)\n\t... 3 more";
const caused = `${stack}\nCaused by: java.io.IOException: gone\n\tat a.E.f(E.java:9)`;

describe("rows", () => {
  const rows = [
    { level: "INFO", message: "at noon (all is well)", taskRunId: null },
    { level: "ERROR", message: caused },
    { level: "TRACE", message: stack },
    { message: null },
  ];

  it("lose what is at TRACE, and a stack trace its frames; what caused it stays", () => {
    expect(withoutTraces(rows, undefined)).toEqual({
      results: [
        { level: "INFO", message: "at noon (all is well)" },
        {
          level: "ERROR",
          message: "java.lang.Exception: broken\nCaused by: java.io.IOException: gone",
        },
        {},
      ],
      truncated: "Left out: 1 line at TRACE and the frames of 1 stack trace. min_level TRACE gives them.",
    });
  });

  it("are whole where TRACE is asked for, and nothing is said where nothing is missing", () => {
    const all = withoutTraces(rows, "TRACE");
    expect(all).not.toHaveProperty("truncated");
    expect(all.results.map(({ message }) => message)).toEqual([rows[0]?.message, caused, stack, undefined]);
    expect(withoutTraces(rows.slice(0, 1), "INFO")).not.toHaveProperty("truncated");
  });
});

describe("a stack trace", () => {
  /** What a frame is, as one pattern. */
  const frames = /(?:\r?\n[ \t]+(?:at a\.B\.c\(B\.java(?::\d+)?\)|\.\.\. \d+ more)\r?(?=\n|$))+/g;
  const shown = (message: string) => withoutTraces([{ message }], undefined).results[0]?.message;

  it("loses each line that is a frame, and no other", () => {
    const bits = [
      "\n",
      "\r\n",
      "\tat ",
      "  ",
      "at ",
      "a.B.c",
      "(",
      ")",
      "(B.java:3)",
      "more",
      "... ",
      "3 ",
      "\r",
      "Caused by: x",
    ];
    const broken = fc.constantFrom("\n\tat a.B.c(B.java)", "\r\n  ... 12 more", "\n at a)b(", "\n\t...  1 x");
    const message = fc.array(fc.oneof(fc.constantFrom(...bits), broken)).map((parts) => parts.join(""));
    fc.assert(
      fc.property(message, (text) => {
        expect(shown(text)).toBe(text.replace(frames, ""));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    "java.base/java.lang.Thread.run(Thread.java:840)",
    "app//a.B$C.lambda$d$0(B.java:12) ~[b-1.0.jar:1.0]",
    "a.B.<init>(B.java)",
    "a.B.c(Native Method)",
    "a.B$$Lambda/0x1.run(Unknown Source)",
    "a.B.c(B.kt:7)",
    "Object.<anonymous> (/app/index.js:1:2)",
    "async A.f [as g] (file:///app/x.mjs:10:20)",
    "new A (node:internal/x:1:2)",
    "f (<anonymous>)",
  ])("loses `at %s`", (frame) => {
    expect(shown(`broken\n    at ${frame}\nend`)).toBe("broken\nend");
  });

  it.each([
    "  at home (5 EUR)",
    "  at noon (12:30)",
    "\tat the shop (example.com)",
    "  at 10.5 (see below)",
    "  at a.B.c(B.java:1) it went wrong",
    "  at x()",
    "  at example.com(see below)",
    "  ... 3 more things to do",
    "  ... 3 rows",
  ])("keeps %j", (line) => {
    expect(shown(`first\n${line}\nlast`)).toBe(`first\n${line}\nlast`);
  });
});

describe("a text", () => {
  const text = [
    "2026-05-01T10:00:00Z INFO two",
    "lines, TRACE among them",
    "2026-05-01T10:00:01.5Z ERROR broken",
    `2026-05-01T10:00:01.5Z TRACE ${caused}`,
    "2026-05-01T10:00:02Z WARN TRACE is no level here",
  ].join("\n");

  it("loses the entries at TRACE with all their lines, and nothing else", () => {
    expect(textWithoutTraces(text)).toEqual({
      result: text.replace(/^\S+ TRACE java[^]*?(?=^2026)/m, ""),
      truncated: "Left out: 1 line at TRACE. min_level TRACE gives them.",
    });
    expect(textWithoutTraces("")).toEqual({ result: "" });
  });

  it("of which only a part is kept is read again without them, and stays as it came", async () => {
    const asked: unknown[] = [];
    const read = (level: unknown, { onPart }: { onPart?: () => void }) => {
      asked.push(level);
      onPart?.();
      return Promise.resolve({ result: text });
    };
    const { result, truncated } = await readLog(undefined, read);
    expect(asked).toEqual([undefined, "DEBUG"]);
    expect(result).toBe(text);
    expect(truncated).toContain("min_level TRACE gives them");
    expect(await readLog("WARN", read)).toEqual({ result: text });
    expect(await readLog("TRACE", read)).toEqual({ result: text });
    expect(asked.slice(2)).toEqual(["WARN", "TRACE"]);
  });
});
