import { writeFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import { planDrop } from "../../../../generator/commands/release/plan-drop.ts";
import { planRelease, type ReleasePlan } from "../../../../generator/commands/release/plan-release.ts";
import { fileOf, type Project } from "../../../../generator/workspace/project.ts";
import { report } from "../../../../generator/commands/release/report.ts";
import { committed, format, lineOf } from "./committed.ts";
import { differences } from "./differences.ts";

/**
 * The proof on history: from the specs as they are without line 2.0, adding that line again, with the author's word for
 * what is likely and for the two routes that went elsewhere.
 */
const said = {
  moves: true,
  tools: ["search_logs", "get_execution_logs", "download_execution_logs"],
  routes: [["backfill_executions", "PUT /api/v1/{tenant}/triggers/backfill/create"]],
} as const;

vi.setConfig({ testTimeout: 180_000 });

let now: Project;
let before: Project;
let plan: ReleasePlan;

beforeAll(async () => {
  now = await committed();
  const dropped = (await planDrop(now, "2.0", format)).project;
  before = dropped;
  plan = await planRelease(before, lineOf(now, "2.0", filterResources()), said, format);
}, 180_000);

/** The routes of filters are known already: their own test is elsewhere. */
function filterResources(): string {
  return fileOf(now, "specs/filter-resources.yaml").text;
}

test("what is left by hand, by file and kind, is what the golden file counts", () => {
  const left = [...now]
    .filter(([path]) => path.endsWith(".yaml"))
    .flatMap(([path, text]) =>
      differences(plan.project.get(path) ?? "", text, ["1.0", "1.3", "2.0"]).map((it) => ({
        file: path,
        ...it,
      })),
    );
  const kinds = [...new Set(left.map(({ kind }) => kind))].sort();
  const counted = kinds.map((kind) => `${kind}: ${left.filter((it) => it.kind === kind).length}`);
  const text = [
    `${left.length} edits by hand, in ${new Set(left.map(({ file }) => file)).size} files: ${counted.join(", ")}.`,
    "",
    ...left.map(({ file, kind, path }) => `${kind.padEnd(8)} ${file} ${path}`),
    "",
  ].join("\n");
  expectGolden("history.txt", text);
});

test("what was edited for the new line is what people had written", () => {
  const moved = plan.drift.tools.flatMap(({ uses }) => uses).filter(({ state }) => state === "moved");
  expect(moved.length).toBeGreaterThan(9);
  for (const path of [
    "specs/execution/add_execution_labels.yaml",
    "specs/resume/force_run_execution.yaml",
    "specs/logs/get_execution_logs.yaml",
  ]) {
    const kinds = differences(plan.project.get(path) ?? "", now.get(path) ?? "", ["1.0", "1.3", "2.0"]);
    expect(
      kinds.filter(({ kind }) => kind !== "sends"),
      path,
    ).toEqual([]);
  }
});

test("files that both have are the same, to the byte: the releases and the contract", () => {
  for (const path of ["specs/releases.yaml", "specs/contracts/kestra/2.0.json"])
    expect(plan.project.get(path), path).toBe(now.get(path));
});

test("23 operationIds name another route, `delete` among them, and the report calls that out", () => {
  expect(plan.drift.ids).toHaveLength(23);
  const text = report(plan.drift, plan.left);
  expect(text).toContain("23 operationIds name another route now. None is followed without your word.");
  const row = text.split("\n").find((line) => line.startsWith("| `delete` |"));
  expect(row).toContain("`DELETE /api/v1/tenants/{id}` | `DELETE /api/v1/instance/worker-groups/{id}`");
  expect(row).toContain("**another operation**");
  expectGolden("history-report.txt", text);
});

test("without the author's word no request of any tool is another one", async () => {
  const quiet = await planRelease(
    before,
    lineOf(now, "2.0", filterResources()),
    { moves: false, tools: [], routes: [] },
    format,
  );
  for (const [path, text] of quiet.project) {
    if (!/^specs\/\w+\/\w+\.yaml$/u.test(path)) continue;
    const kinds = differences(text, before.get(path) ?? "", ["1.0", "1.3", "2.0"]).map(({ kind }) => kind);
    expect(kinds, path).not.toContain("request");
  }
});

function expectGolden(name: string, text: string): void {
  const path = join(import.meta.dirname, name);
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, "utf8"));
}
