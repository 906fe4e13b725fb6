import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyProject } from "../support/copy.ts";
import { blocksIn, commandsIn } from "../support/markdown.ts";
import { root } from "../support/source.ts";
import type { Told } from "../../runtime/tool/definition.ts";
import { startStub, type StubKestra } from "../laws/support/stub-kestra.ts";

const guide = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
const [, generate, dryRun] = ["", ...commandsIn(guide)];
const yaml = blocksIn(guide).find(({ language }) => language === "yaml")?.text ?? "";
const [, spec = "", toolset = "", name = ""] = /^# (specs\/(\w+)\/(\w+)\.yaml)\n/.exec(yaml) ?? [];

/** The guide's end-to-end test. */
const ts = blocksIn(guide).find(({ language }) => language === "ts")?.text ?? "";
const [, endToEnd = ""] = /^\/\/ (test\/e2e\/\S+\.test\.ts)\n/.exec(ts) ?? [];

/** What clients see. */
const toldFile = "generated/tools.json";

let copy: Awaited<ReturnType<typeof copyProject>>;
let stub: StubKestra;

beforeAll(async () => {
  copy = await copyProject();
  stub = await startStub();
  await writeFile(join(copy.folder, spec), yaml);
  await writeFile(join(copy.folder, endToEnd), ts);
});

afterAll(async () => {
  await stub.close();
  await copy.remove();
});

/** Runs a command of the guide in the copy, as a person would. */
async function shell(command: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const options = { cwd: copy.folder, env: { ...process.env, CI: undefined, ...env } };
  const { stdout } = await promisify(execFile)("bash", ["-c", command], options);
  return stdout;
}

/** What a command printed, without colours. */
function plain(printed: string): string {
  return stripVTControlCharacters(printed);
}

describe("the guide's tool", () => {
  it("compiles", async () => {
    expect(generate).toBe("npm run generate");
    await shell(generate ?? "");
    const text = await readFile(join(copy.folder, `generated/${toolset}/${name}.ts`), "utf8");
    expect(text).toContain(`name: "${name}"`);
    expect(await readFile(join(copy.folder, `docs/toolsets/${toolset}.md`), "utf8")).toContain(
      `## \`${name}\``,
    );
    expect(await readFile(join(copy.folder, "README.md"), "utf8")).toContain(`[\`${name}\`](docs/`);
  });

  it("sends what its example says", async () => {
    const [, method = "", target = ""] = /sends: (\S+) (\S+)/.exec(yaml) ?? [];
    const printed = await shell(dryRun ?? "", { KESTRA_BASE_URL: stub.url });
    expect(printed).toContain(method);
    expect(printed).toContain(target.split("?")[0]);
    expect(stub.received.filter((it) => it.includes("/metrics/"))).toEqual([]);
  });

  it("answers a call", async () => {
    const row = {
      taskId: "load",
      name: "rows",
      type: "counter",
      value: 3,
      timestamp: "2026-05-01T10:00:00Z",
    };
    const json = (value: object) => ({
      status: 200,
      mediaType: "application/json",
      text: JSON.stringify(value),
    });
    stub.expect([
      json({ edition: "OSS", version: "1.3.25" }),
      json({ results: [{ ...row, extra: 1 }], total: 1 }),
    ]);
    const printed = await shell((dryRun ?? "").replace(/ --line.*/, ""), { KESTRA_BASE_URL: stub.url });
    expect(stub.received.at(-1)).toBe("GET /api/v1/main/metrics/5xYz?size=100&page=1");
    expect(JSON.parse(printed.slice(printed.indexOf("\n{")))).toEqual({ results: [row], total: 1 });
  });

  it("stands among what clients see", async () => {
    const told = JSON.parse(await readFile(join(copy.folder, toldFile), "utf8")) as readonly Told[];
    expect(told.find((it) => it.name === name)).toMatchObject({ annotations: { readOnlyHint: true } });
  });

  it("is explained", async () => {
    const command = commandsIn(guide).find((it) => it.includes("run explain")) ?? "";
    const printed = await shell(command);
    expect(printed).toContain("GET /api/v1/{tenant}/metrics/{executionId}");
    expect(printed).toContain("execution_id -> path.executionId");
  });

  it("passes its end-to-end test on the sandbox of every line", { timeout: 300_000 }, async () => {
    const command = commandsIn(guide).find((it) => it.includes("--project 'e2e-*'")) ?? "";
    expect(command).toContain(endToEnd);
    expect(plain(await shell(command))).toMatch(/Test Files +3 passed/);
  });

  // Nothing that counts or lists tools may have been written by hand.
  it("leaves the whole check green", { timeout: 900_000 }, async () => {
    expect(guide).toContain("`npm run check`");
    const printed = await shell("npm run -s check").catch(
      (error: unknown) => (error as { stdout: string }).stdout,
    );
    expect(printed).toMatch(/^\d+ passed, 0 failed$/m);
  });

  it("is new on the surface, against a commit before it", async () => {
    const command = commandsIn(guide).find((it) => it.includes("run surface")) ?? "";
    const who = "-c user.name=a -c user.email=a@example.org -c commit.gpgsign=false";
    const told = await readFile(join(copy.folder, toldFile), "utf8");
    const before = (JSON.parse(told) as readonly Told[]).filter((it) => it.name !== name);
    await writeFile(join(copy.folder, toldFile), JSON.stringify(before));
    await shell(`git init -q -b main && git add specs ${toldFile} && git ${who} commit -q -m before`);
    await writeFile(join(copy.folder, toldFile), told);
    const printed = await shell(command);
    expect(printed).toContain("none breaking");
    expect(printed).toContain(`### \`${name}\``);
  });

  it("has a neighbour that is written for whoever asks", { timeout: 180_000 }, async () => {
    const [list = "", create = ""] = commandsIn(guide).filter((it) => it.includes("run new"));
    expect(await shell(list)).toMatch(/^\d+ of \d+ operations are in no tool/m);
    await shell(create);
    const [, request = ""] = /"(.*)"/.exec(create) ?? [];
    const text = await readFile(join(copy.folder, "specs/flow/validate_flows.yaml"), "utf8");
    expect(text).toContain(`request: ${request}`);
    await expect(shell(create)).rejects.toThrow("nothing is overwritten");
  });
});
