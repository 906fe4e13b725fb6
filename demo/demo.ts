import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "../build.ts";
import { root } from "../test/support/source.ts";
import type { Data } from "../test/support/data.ts";
import { startServer } from "../test/support/server.ts";
import { say, shorten } from "./transcript.ts";

/**
 * The whole way once: compiles the specs, bundles the server, and drives it as an agent would, with a real MCP client over
 * stdio, against the built-in Kestra.
 */
const flow = `id: greet
namespace: demo
inputs:
  - id: name
    type: STRING
tasks:
  - id: think
    type: io.kestra.plugin.core.flow.Sleep
    duration: PT1S
  - id: greeting
    type: io.kestra.plugin.core.debug.Return
    format: "Hello {{ inputs.name }}!"
outputs:
  - id: greeting
    type: STRING
    value: "{{ outputs.greeting.value }}"
`;

const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-demo-"));
try {
  say.heading("Compile the specs, bundle the server");
  const compiled = spawnSync(process.execPath, ["--import", "tsx", "generator/main.ts"], {
    cwd: root,
    encoding: "utf8",
  });
  if (compiled.status !== 0) throw new Error(compiled.stderr);
  say.line(compiled.stdout.trim());
  const { entry, files } = await build(folder);
  const bytes = files.filter(({ atStart }) => atStart).reduce((sum, file) => sum + file.bytes, 0);
  say.line(`${(bytes / 1024).toFixed(0)} KB are loaded at a start.`);
  await drive(entry);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function drive(entry: string): Promise<void> {
  say.heading("Start it, on a sandbox of Kestra 2.0");
  const server = await startServer({ program: [entry, "--sandbox=2.0"] });
  try {
    const version = server.client.getServerVersion();
    say.line(`${version?.name ?? ""} ${version?.version ?? ""} offers ${server.tools.length} tools.`);
    const call = async (
      what: string,
      tool: string,
      args: Readonly<Record<string, unknown>>,
    ): Promise<Data> => {
      say.call(what, tool, args);
      const { isError, text, data } = await server.call(tool, args);
      if (isError) throw new Error(text);
      say.answer(shorten(data));
      return data;
    };
    await call("Create a flow", "create_flow_from_yaml", { yaml_definition: flow });
    await call("Find it, by a misspelt name", "find_flow", { query: "gret" });
    const { id } = await call("Run it", "execute_flow", {
      namespace: "demo",
      flow_id: "greet",
      inputs: { name: "Ada" },
    });
    let execution: Data;
    do {
      await sleep(250);
      execution = await server.get("manage_executions", { action: "get", execution_id: id });
    } while (!["SUCCESS", "FAILED"].includes(execution.state.current));
    await call("Wait, then read its result", "manage_executions", { action: "get", execution_id: id });
    const key = { namespace: "demo", key: "greeting" };
    await call("Keep the result", "manage_kv_store", {
      action: "set",
      ...key,
      value: execution.outputs.greeting,
    });
    const kept = await call("Read it again", "manage_kv_store", { action: "get", ...key });
    if (kept.value !== "Hello Ada!") throw new Error(`The key holds ${JSON.stringify(kept.value)}.`);
    say.heading("Done");
  } finally {
    await server.close();
  }
}
