import { expect, it } from "vitest";
import { endText, failureText, passText } from "./report.ts";

const lint = { name: "lint", good: true, passed: 1, failed: 0, output: "no warnings\n" };
const tests = {
  name: "unit tests",
  good: false,
  passed: 2,
  failed: 1,
  output: [
    " ✓ |unit| test/a.test.ts (2 tests) 3ms",
    " ❯ |unit| test/b.test.ts (1 test) 3ms",
    "   × adds",
    "\u001B[31m⎯⎯⎯⎯\u001B[39m\u001B[1m\u001B[41m Failed Tests 1 \u001B[49m\u001B[22m\u001B[31m⎯⎯⎯⎯\u001B[39m",
    " FAIL  |unit| test/b.test.ts > adds",
    "AssertionError: expected 1 to be 2",
    "",
  ].join("\n"),
};

it("one line is told of a part that passed, and none of what it printed", () => {
  expect(passText(lint, 1.25)).toBe("ok     lint (1.3 s)\n");
  expect(passText({ ...lint, skipped: ["no Chromium"] }, 1)).toContain("skipped: no Chromium");
});

it("only what failed is told of a part that failed", () => {
  const told = failureText(tests, 2);
  expect(told.split("\n")[0]).toBe("FAILED unit tests (2.0 s)");
  expect(told).toContain("test/b.test.ts > adds");
  expect(told).not.toContain("test/a.test.ts");
});

it("all is told of a command that has no list of what passed", () => {
  expect(failureText({ ...lint, good: false, output: "x is unused\n" }, 2)).toBe(
    "FAILED lint (2.0 s)\nx is unused\n\n",
  );
});

it("the last line counts", () => {
  expect(endText([lint, tests])).toBe("Failed: unit tests.\n3 passed, 1 failed\n");
  expect(endText([lint])).toBe("1 passed, 0 failed\n");
});
