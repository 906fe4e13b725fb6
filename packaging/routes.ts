import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readProject } from "../generator/packaging/project.ts";
import { startSandbox } from "../sandbox/server.ts";
import { packForNpm } from "./npm-package.ts";
import { asHost } from "./routes/host.ts";
import { publishLocally } from "./routes/local-registry.ts";
import type { Ground, Route, Start } from "./routes/route.ts";
import { callAsHost, routes } from "./routes/routes.ts";
import { transcribe } from "./routes/transcript.ts";
import { installed } from "./run-command.ts";

/*
 * Walks each way to install the server from an empty folder to a call that succeeds, and prints what was typed and answered:
 * `npm run routes` walks all whose programs are installed, `npm run routes -- npm mcpb` those. With `--strict` a route that
 * cannot be walked is an error. What is not published yet comes from a registry that runs for this alone.
 */

const root = join(import.meta.dirname, "..");
const words = process.argv.slice(2);
const isStrict = words.includes("--strict");
const named = words.filter((word) => word !== "--strict");
const write = (line: string): void => void process.stdout.write(`${line}\n`);

const project = readProject(await readFile(join(root, "package.json"), "utf8"));
const aside = await mkdtemp(join(tmpdir(), "kestra-mcp-routes-"));
const login = { username: "routes@kestra.io", password: "Routes-only1" };
const sandbox = await startSandbox({ line: "2.0", ...login });
const packed = await packForNpm(root, aside);
const registry = await publishLocally(project, packed);
const bad: string[] = [];
const rows: string[] = [];
try {
  for (const route of routes.filter(({ name }) => named.length === 0 || named.includes(name))) {
    await walk(route);
  }
} finally {
  await registry.close();
  await sandbox.close();
  await rm(aside, { recursive: true, force: true });
}
write("\nroute         installed     first answer");
for (const row of rows) write(row);
if (bad.length > 0) write(`\nFailed: ${bad.join(", ")}.`);
process.exitCode = bad.length > 0 ? 1 : 0;

async function walk(route: Route): Promise<void> {
  const obstacle = await obstacleOf(route);
  if (obstacle !== undefined) {
    write(`\n## ${route.name}: left out, as ${obstacle}`);
    if (isStrict) bad.push(route.name);
    return;
  }
  write(`\n## ${route.name}\n`);
  const home = join(aside, route.name, "home");
  const folder = join(aside, route.name, "empty");
  await mkdir(home, { recursive: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(home, ".npmrc"), `registry=${registry.url}\nupdate-notifier=false\n`);
  const hidden = { [root]: "(checkout)", [folder]: ".", [aside]: "", [registry.url]: "(registry)/" };
  const ground: Ground = {
    ...transcribe(write, { ...hidden, [sandbox.url]: "(kestra)", [login.password]: "…" }),
    ...{ root, project, packed, folder },
    env: { PATH: process.env.PATH, HOME: home, USERPROFILE: home },
    kestra: { url: sandbox.url, ...login },
  };
  try {
    const start = await route.walk(ground);
    if (start === undefined) return;
    const given = { ...ground.env, ...variables(), ...start.env };
    await callAsHost(ground, { ...start, env: given });
    rows.push(await measured(route.name, { ...start, env: given }));
  } catch (error) {
    bad.push(route.name);
    write(error instanceof Error ? error.message : String(error));
  }
}

async function obstacleOf({ needs, obstacle }: Route): Promise<string | undefined> {
  for (const name of needs) {
    if ((await installed(name)) === undefined) return `${name} is not installed`;
  }
  return obstacle?.();
}

function variables(): Readonly<Record<string, string>> {
  return { KESTRA_BASE_URL: sandbox.url, KESTRA_USERNAME: login.username, KESTRA_PASSWORD: login.password };
}

/** The median of several starts, as the file system's cache is warm. */
async function measured(name: string, start: Start): Promise<string> {
  const times: number[] = [];
  for (let i = 0; i < 7; i++) times.push((await asHost(start, "search_flows", { query: "" })).started);
  const median = times.toSorted((a, b) => a - b)[3] ?? 0;
  const size = start.bytes === 0 ? "" : `${(start.bytes / 1024 / 1024).toFixed(1)} MB`;
  return `${name.padEnd(12)} ${size.padStart(10)} ${`${median.toFixed(0)} ms`.padStart(16)}`;
}
