import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { root } from "../../support/source.ts";

const folder = join(root, ".github/workflows");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

describe.each(readdirSync(folder))("%s", (name) => {
  const text = readFileSync(join(folder, name), "utf8");
  const { permissions, jobs } = parse(text) as {
    permissions: object;
    jobs: Record<string, { permissions?: object; "timeout-minutes"?: number }>;
  };

  it("gives no permission but to a job that says which", () => {
    expect(
      permissions,
      "A workflow begins with no permissions, and each job says those that it needs.",
    ).toEqual({});
    for (const [job, it] of Object.entries(jobs)) {
      expect(it.permissions, job).toBeDefined();
      expect(it["timeout-minutes"], job).toBeGreaterThan(0);
    }
  });

  it("names each action by its commit, and its version for people", () => {
    const used = text.split("\n").filter((line) => /^\s*(- )?uses:/.test(line));
    expect(used.length).toBeGreaterThan(2);
    expect(
      used.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)),
      "Name the commit of an action, and its version in a comment.",
    ).toEqual([]);
  });

  it("runs scripts that there are", () => {
    const named = [...text.matchAll(/npm run ([\w-]+)/g)].map(([, script = ""]) => script);
    expect(
      named.filter((script) => scripts[script] === undefined),
      "Run a script that package.json has.",
    ).toEqual([]);
  });
});
