import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { skips } from "../e2e/skips.ts";
import { root } from "../support/source.ts";

interface Evaluation {
  readonly eval: string;
  readonly asked: string;
  /** What a good answer holds. */
  readonly holds: string;
  readonly tests: readonly { readonly file: string; readonly name: string }[];
}

const evaluations = parse(readFileSync(join(root, "test/acceptance.yaml"), "utf8")) as readonly Evaluation[];

/** The names of the tests of a file, each as it stands there. */
function testsOf(file: string): readonly string[] {
  if (!existsSync(join(root, file))) return [];
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/^ *(?:check|it)\(\s*"([^"]+)",/gm)].map(([, name = ""]) => name);
}

describe("the acceptance list", () => {
  it("has each evaluation once, by its number or its name", () => {
    expect(evaluations.map((it) => it.eval)).toEqual([
      ...Array.from({ length: 16 }, (_, i) => String(i + 1)),
      ...["nothing late", "dead worker", "version", "tenants", "input type"],
      ...["approval", "replay plan", "outputs", "local server", "restart refused"],
      ...["read-only: delete", "read-only: kill"],
    ]);
  });

  it.each(evaluations)("names for $eval tests that there are, and that run", ({ asked, holds, tests }) => {
    expect(asked).toMatch(/[.?]$/);
    expect(holds).toMatch(/\.$/);
    expect(tests.length).toBeGreaterThan(0);
    for (const { file, name } of tests) {
      expect(testsOf(file), file).toContain(name);
      expect(skips.map(({ test }) => test)).not.toContain(name);
    }
  });
});
