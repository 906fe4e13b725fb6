import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, inject, onTestFinished } from "vitest";
import { freePort } from "../../support/stand-ins.ts";
import { startServer } from "../../support/server.ts";
import { root } from "../../support/source.ts";
import { hello } from "../support/flows.ts";
import { check } from "../support/kestra.ts";

const line = process.env.KESTRA_E2E_LINE ?? "2.0";

/** A folder with a program that is told what Kestra's executable is told, and serves a sandbox without its user. */
async function machine() {
  const folder = await mkdtemp(join(tmpdir(), "local-run-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const address = (path: string): string => JSON.stringify(pathToFileURL(join(root, path)).href);
  const program = join(folder, "kestra.mjs");
  const text = `#!${process.execPath}
import { register } from ${address("node_modules/tsx/dist/esm/api/index.mjs")};
register();
const { startSandbox } = await import(${address("sandbox/server.ts")});
const port = Number(process.argv[process.argv.indexOf("--port") + 1]);
await startSandbox({ line: ${JSON.stringify(line)}, isSetUp: false, port });
`;
  await writeFile(program, text);
  await chmod(program, 0o755);
  await mkdir(join(folder, "home"));
  return { program, home: join(folder, "home") };
}

describe("a Kestra on this machine", () => {
  check("is started, made the connection, and runs a flow; then it is stopped", async () => {
    const { program, home } = await machine();
    const server = await startServer({
      program: [inject("bundle")],
      env: {
        HOME: home,
        KESTRA_MCP_LOCAL: program,
        KESTRA_MCP_ENABLED_TOOLS: "local,connection,instance,flow,execution",
        KESTRA_MCP_LOG_LEVEL: "WARNING",
      },
    });
    onTestFinished(async () => {
      await server.call("stop_local_kestra");
      await server.close();
    });
    const port = await freePort();
    const { url, username, password, ready } = await server.get<
      Readonly<Record<"url" | "username" | "password", string>> & { readonly ready: boolean }
    >("start_local_kestra", { port });
    expect({ url, ready }).toEqual({ url: `http://127.0.0.1:${port}`, ready: true });
    const named = { name: "mine" };
    await server.get("manage_connection", { action: "add", ...named, host: url, username, password });
    await server.get("manage_connection", { action: "use", ...named });
    const status = await server.get<{ readonly kestra: object }>("get_status");
    expect(status.kestra).toMatchObject({ baseUrl: url, reachable: true });
    await server.get("create_flow_from_yaml", {
      yaml_definition: `id: first\nnamespace: shop\n${hello.trimStart()}`,
    });
    const ran = await server.get("execute_flow", { flow_id: "shop/first", wait: true });
    expect(ran.state.current).toBe("SUCCESS");
    expect(await server.get("stop_local_kestra")).toMatchObject({ stopped: true });
    await expect(fetch(`${url}/api/v1/configs`)).rejects.toThrow();
    expect(await server.get("stop_local_kestra")).toMatchObject({ stopped: false });
  });
});
