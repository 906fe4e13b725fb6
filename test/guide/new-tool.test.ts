import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { copyProject } from "../support/copy.ts";

/** An operation that no tool covers, as whoever wants a tool for it would ask. */
const route = "POST /api/v1/{tenant}/flows/validate";
const file = "specs/flow/validate_flows.yaml";

let copy: Awaited<ReturnType<typeof copyProject>>;
let server: Server;
let url = "";
const received: { readonly request: string; readonly type: string | undefined; readonly body: string }[] = [];

/** A Kestra that has its version and this one route. */
beforeAll(async () => {
  copy = await copyProject();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const asked = `${request.method ?? ""} ${request.url ?? ""}`;
      received.push({
        request: asked,
        type: request.headers["content-type"],
        body: Buffer.concat(chunks).toString(),
      });
      const answer = {
        "GET /api/v1/configs": { version: "2.0.0", edition: "OSS" },
        "POST /api/v1/main/flows/validate": [
          { index: 0, namespace: "company.team", constraints: "id: is missing" },
        ],
      }[asked];
      response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer ?? {}));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await copy.remove();
});

async function run(
  ...args: readonly string[]
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const env = { ...process.env, CI: undefined, KESTRA_BASE_URL: url };
  return promisify(execFile)("npm", ["run", "-s", ...args], { cwd: copy.folder, env });
}

async function specs(): Promise<readonly string[]> {
  return (await readdir(join(copy.folder, "specs"), { recursive: true })).sort();
}

it(
  "a tool for an operation that nobody covered is one file, green, and works",
  { timeout: 300_000 },
  async () => {
    const start = performance.now();
    const took: string[] = [];
    const lap = (what: string): void => {
      took.push(`${what} ${((performance.now() - start) / 1000).toFixed(1)} s`);
    };
    const before = await specs();

    const made = await run("new", "--", route);
    lap("written after");
    expect((await specs()).filter((it) => !before.includes(it))).toEqual([file.replace("specs/", "")]);
    expect(made.stderr).toContain(`${file}  read, Kestra 1.0, 1.3 and 2.0, both editions`);
    expect(made.stderr).toMatch(new RegExp(`${file}:\\d+:\\d+ Make sure that it changes nothing`));

    // What a person does: the description, and the place that was marked.
    const path = join(copy.folder, file);
    const written = await readFile(path, "utf8");
    const edited = written
      .replace(/^description: .*$/m, "description: Check the YAML of flows, without storing them.")
      .replace(/^# Edit: .*\n/m, "")
      .replace(/^because: .*$/m, "because: Kestra parses the flows and stores none.");
    expect(edited).not.toContain("Edit:");
    await writeFile(path, edited);

    await run("generate");
    await run("generate", "--", "--check");
    lap("green after");

    const source = "id: hello\nnamespace: company.team\n";
    const { stdout } = await run("start", "--", "call", "validate_flows", JSON.stringify({ yaml: source }));
    lap("called after");
    expect(JSON.parse(stdout.slice(stdout.indexOf("{")))).toMatchObject({
      results: [{ index: 0, namespace: "company.team", constraints: "id: is missing" }],
    });
    expect(received.at(-1)).toEqual({
      request: "POST /api/v1/main/flows/validate",
      type: expect.stringContaining("application/x-yaml") as string,
      body: source,
    });

    process.stdout.write(`a new tool: ${took.join(", ")}\n`);
  },
);
