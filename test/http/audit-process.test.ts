import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { configs, httpServer, json } from "../runtime/support/server.ts";
import { callGet, openSession, rpc, send } from "./support/raw.ts";
import { started } from "./support/process.ts";
import { until } from "./support/serving.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "audit-"));
  onTestFinished(() => {
    rmSync(path, { recursive: true });
  });
  return path;
}

describe("the audit trail of a process", () => {
  async function running(env: Readonly<Record<string, string>>) {
    const server = await httpServer((one, response) => {
      json(response, one.url === "/api/v1/configs" ? configs : { id: "a" });
    });
    const { client, url } = await started({ KESTRA_BASE_URL: server.url, ...env });
    const call = async () => {
      const id = await openSession(url);
      await send(url, { headers: { "Mcp-Session-Id": id }, body: rpc("tools/call", callGet) });
    };
    return { client, call };
  }
  const linesOf = (text: string) =>
    text
      .trim()
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const auditIn = (text: string) => linesOf(text).filter(({ audit }) => audit !== undefined);

  test("it stands in stderr at any level of the log, where it is wanted", async () => {
    const { client, call } = await running({ KESTRA_MCP_AUDIT: "stderr", KESTRA_MCP_LOG_LEVEL: "CRITICAL" });
    await call();
    // The answer may be read before the line is.
    await expect.poll(() => auditIn(client.stderr)).toHaveLength(1);
    const quiet = await running({});
    await quiet.call();
    expect(auditIn(quiet.client.stderr)).toEqual([]);
  });

  test("it is appended to a file for its owner, which is opened again at SIGHUP", async () => {
    const at = folder();
    const file = join(at, "audit.log");
    const { client, call } = await running({ KESTRA_MCP_AUDIT: file });
    await call();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    renameSync(file, join(at, "audit.log.1"));
    client.process.kill("SIGHUP");
    await until(() => existsSync(file));
    await call();
    expect([file, join(at, "audit.log.1")].map((one) => auditIn(readFileSync(one, "utf8")).length)).toEqual([
      1, 1,
    ]);
    client.process.kill("SIGTERM");
    expect(await client.exit()).toBe(0);
  });

  test("it goes on in the old file where it cannot be opened again, says so each time, and opens it when it can", async () => {
    const at = folder();
    const [file, moved] = [join(at, "audit.log"), join(at, "audit.log.1")];
    const { client, call } = await running({ KESTRA_MCP_AUDIT: file });
    await call();
    renameSync(file, moved);
    mkdirSync(file);
    const told = () =>
      linesOf(client.stderr).filter(({ message }) =>
        String(message).startsWith(`${file} cannot be opened again (EISDIR). The audit trail goes on in`),
      ).length;
    for (const times of [1, 2]) {
      client.process.kill("SIGHUP");
      await until(() => told() === times);
      await call();
    }
    expect(auditIn(readFileSync(moved, "utf8"))).toHaveLength(3);
    expect(auditIn(client.stderr)).toEqual([]);
    rmdirSync(file);
    client.process.kill("SIGHUP");
    await until(() => existsSync(file));
    await call();
    expect(auditIn(readFileSync(file, "utf8"))).toHaveLength(1);
    expect([auditIn(readFileSync(moved, "utf8")).length, told()]).toEqual([3, 2]);
  });

  test.skipIf(!existsSync("/dev/full"))(
    "a full disk is told, the line goes to stderr, and the server goes on",
    async () => {
      const { client, call } = await running({ KESTRA_MCP_AUDIT: "/dev/full" });
      await call();
      await call();
      await expect.poll(() => auditIn(client.stderr)).toHaveLength(2);
      const lines = linesOf(client.stderr);
      expect(lines.filter(({ level }) => level === "warning").map(({ message }) => message)).toEqual([
        "/dev/full cannot be written (ENOSPC). Until it can, the audit trail goes to stderr.",
      ]);
    },
  );

  test("a file that cannot be written stops the start", async () => {
    const at = folder();
    chmodSync(at, 0o700);
    const { Client } = await import("../runtime/support/client.ts");
    const env = { KESTRA_MCP_TRANSPORT: "http", KESTRA_MCP_PORT: "0" };
    const client = new Client({ ...env, KESTRA_MCP_AUDIT: join(at, "none", "audit.log") });
    expect(await client.exit()).toBe(2);
    expect(client.stderr).toContain("audit.log cannot be written (ENOENT).");
  });
});
