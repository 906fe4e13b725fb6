import { join } from "node:path";
import { describe, expect, inject, onTestFinished } from "vitest";
import { startServer } from "../../support/server.ts";
import { freePort, standIns } from "../../support/stand-ins.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

interface Started {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly next: string;
}

describe("a local Kestra", () => {
  check("is started, found and stopped, and no call goes there by that", async () => {
    const machine = await standIns(["java"]);
    const server = await startServer({
      program: [inject("bundle")],
      env: {
        ...machine.env,
        KESTRA_BASE_URL: kestra.target.url,
        KESTRA_MCP_ENABLED_TOOLS: "local,connection,instance",
        KESTRA_MCP_TIMEOUT: "10",
      },
    });
    onTestFinished(() => server.close());
    expect(await server.get("stop_local_kestra")).toEqual({
      stopped: false,
      message: "None was started here.",
    });
    const port = await freePort();
    const started = await server.get<Started>("start_local_kestra", { port });
    expect(started).toMatchObject({
      action: "started",
      url: `http://127.0.0.1:${port}`,
      by: "kestra/kestra:v2.0",
      ready: true,
      next: expect.stringContaining("manage_connection") as unknown,
    });
    const where = async () =>
      (await server.get<{ kestra: { baseUrl: string } }>("get_status")).kestra.baseUrl;
    expect(await where()).toBe(kestra.target.url.replace(/\/api\/v1.*$/, ""));
    expect((await machine.environment()).filter((name) => name.startsWith("KESTRA"))).toEqual([]);
    const { username, password } = started;
    expect(await server.get("start_local_kestra")).toMatchObject({ action: "connected", username, password });
    expect(await server.get("stop_local_kestra")).toMatchObject({ stopped: true });
    expect(await server.get("start_local_kestra", { port })).toMatchObject({
      action: "restarted",
      ready: true,
    });
    await server.get("stop_local_kestra");
    expect(server.stderr()).not.toContain(password);
  });

  check("may be a jar, and is not offered where nobody asks for it", async () => {
    expect(kestra.server.tools.map(({ name }) => name)).not.toContain("start_local_kestra");
    const machine = await standIns(["docker"]);
    const server = await kestra.start({
      ...machine.env,
      KESTRA_MCP_ENABLED_TOOLS: "local",
      KESTRA_MCP_LOCAL: join(machine.jar),
    });
    onTestFinished(() => server.close());
    const port = await freePort();
    expect(await server.get("start_local_kestra", { port })).toMatchObject({
      action: "started",
      by: machine.jar,
    });
    expect(await server.refusal("start_local_kestra", { release: "1.3" })).toContain("release is for Docker");
    expect(await server.get("stop_local_kestra")).toMatchObject({ stopped: true });
  });
});
