import { describe, expect, it } from "vitest";
import { errorLine, oneLine } from "../../../../specs/steps/logs/error-line.ts";

const same = (text: string) => text;

describe("the line that says what went wrong", () => {
  it.each<[string, string[], string]>([
    ["is the newest", ["second", "first"], "second"],
    ["is no frame of a stack", ["\tat a.B.c(B.java:1)", "at x", "Caused by: y", "no data", "x"], "no data"],
    [
      "is the first of a message with a stack",
      ["java.lang.Exception: broken\n\tat a.B.c(B.java:1)"],
      "java.lang.Exception: broken",
    ],
    [
      "is the last of Python's traceback",
      ['Traceback (most recent call last):\n  File "x.py", line 1, in <module>\nValueError: bad'],
      "ValueError: bad",
    ],
    [
      "is the last of Python's traceback that came line by line",
      ["ValueError: bad", '  File "x.py", line 1', "Traceback (most recent call last):"],
      "ValueError: bad",
    ],
    [
      "is what a script said before its end",
      ["Command failed with exit code 1", "No such table: orders", "older"],
      "No such table: orders (Command failed with exit code 1)",
    ],
    [
      "is how a script ended where it said nothing",
      ["Command failed with exit code 1"],
      "Command failed with exit code 1",
    ],
    ["is a frame where there is nothing else", ["\tat a.B.c(B.java:1)"], "at a.B.c(B.java:1)"],
  ])("%s", (_, messages, told) => {
    expect(errorLine(messages, same)).toBe(told);
  });

  it("is none where nothing was logged", () => {
    expect(errorLine([], same)).toBeUndefined();
    expect(errorLine([null, " \n"], same)).toBeUndefined();
  });

  it("is one line of at most 300 characters, cut after secrets were taken out", () => {
    const secret = "s".repeat(290);
    expect(oneLine(`a\n\tb ${"x".repeat(400)}`, same)).toHaveLength(300);
    const mask = (text: string) => text.replaceAll(secret, "***");
    expect(oneLine(`key ${secret}${"y".repeat(20)}`, mask)).toBe(`key ***${"y".repeat(20)}`);
  });
});
