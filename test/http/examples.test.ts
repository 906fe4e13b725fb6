import { execFile, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { certificates } from "../runtime/support/certificates.ts";
import { json } from "../runtime/support/server.ts";
import { root } from "../support/source.ts";
import { callGet, initialize, rpc } from "./support/raw.ts";
import { serving, until } from "./support/serving.ts";
import { skipped } from "../support/skipped.ts";

const nginx = ["/usr/sbin/nginx", "/usr/bin/nginx"].find((path) => existsSync(path));
const systemd = ["/usr/bin/systemd-analyze", "/bin/systemd-analyze"].find((path) => existsSync(path));
const noNginx = nginx === undefined ? "nginx is not installed" : "";
const noSystemd = systemd === undefined ? "systemd is not installed" : "";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "examples-"));
  chmodSync(path, 0o755);
  onTestFinished(() => {
    rmSync(path, { recursive: true, force: true });
  });
  return path;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Replaces what stands in the example, which must be there. */
function replaced(text: string, places: Readonly<Record<string, string>>): string {
  return Object.entries(places).reduce((all, [from, to]) => {
    expect(all).toContain(from);
    return all.replaceAll(from, to);
  }, text);
}

/** nginx with the example, before a server. @param more that is changed in the example */
async function proxied(more: Readonly<Record<string, string>> = {}) {
  const server = await serving(
    (_, response) => {
      json(response, { id: "a" });
    },
    {
      env: {
        KESTRA_MCP_PUBLIC_URL: "https://mcp.example.com/kestra",
        KESTRA_MCP_TRUSTED_PROXIES: "127.0.0.1",
        KESTRA_MCP_CONFIRM: "destructive",
        KESTRA_API_VERSION: "2.0",
      },
    },
  );
  const at = folder();
  const { server: tls, ca } = await certificates();
  writeFileSync(join(at, "cert.pem"), tls.cert);
  writeFileSync(join(at, "key.pem"), tls.key);
  const port = await freePort();
  const example = replaced(readFileSync(join(root, "docs/examples/nginx.conf"), "utf8"), {
    "127.0.0.1:8000": new URL(server.origin).host,
    "listen 443 ssl": `listen 127.0.0.1:${port} ssl`,
    "/etc/ssl/private/mcp.example.com.pem": join(at, "cert.pem"),
    "/etc/ssl/private/mcp.example.com.key": join(at, "key.pem"),
    ...more,
  });
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (one) => `${one}_temp_path ${at}/${one};`,
  );
  writeFileSync(
    join(at, "nginx.conf"),
    [
      "daemon off; master_process off; worker_processes 1;",
      `pid ${at}/pid; error_log ${at}/error.log;`,
      `events {}\nhttp {\naccess_log off;\n${temporary.join("\n")}\n${example}\n}`,
    ].join("\n"),
  );
  const process = spawn(nginx ?? "", ["-p", at, "-c", join(at, "nginx.conf")], {
    stdio: ["ignore", "inherit", "pipe"],
  });
  let said = "";
  process.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        process.once("exit", () => {
          resolve();
        });
        if (process.exitCode === null) process.kill("SIGTERM");
        else resolve();
      }),
  );
  const ask = (
    path: string,
    { method = "POST", headers = {}, body }: { method?: string; headers?: object; body?: object } = {},
  ) =>
    new Promise<Answer>((resolve, reject) => {
      const usual = {
        Host: "mcp.example.com",
        Accept: "application/json, text/event-stream",
        ...(body && { "Content-Type": "application/json" }),
      };
      const sent = request(
        // As somebody else on this machine than the proxy.
        {
          host: "127.0.0.1",
          port,
          path,
          method,
          ca,
          servername: "localhost",
          localAddress: "127.0.0.2",
          agent: false,
          headers: { ...usual, ...headers },
        },
        (response) => {
          const answer: Answer = {
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: "",
            ended: false,
          };
          response.on("data", (chunk: Buffer) => (answer.text += chunk.toString()));
          response.on("end", () => (answer.ended = true));
          response.on("error", () => undefined);
          resolve(answer);
        },
      );
      sent.on("error", reject);
      sent.end(body && JSON.stringify(body));
    });
  for (let isUp = false; !isUp;) {
    expect([process.exitCode, said]).toEqual([null, expect.any(String)]);
    isUp = await ask("/kestra/healthz", { method: "GET" }).then(
      ({ status }) => status === 200,
      () => false,
    );
  }
  return { server, ask };
}

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  text: string;
  ended: boolean;
}

const asking = { ...initialize, params: { ...initialize.params, capabilities: { elicitation: {} } } };

describe.skipIf(noNginx !== "")(`the example of nginx${skipped(noNginx)}`, () => {
  test.each([
    ["keeps", {}],
    [
      "takes away",
      {
        "proxy_pass http://kestra_mcp;\n    }\n\n    # Clients":
          "proxy_pass http://kestra_mcp/;\n    }\n\n    # Clients",
      },
    ],
  ])(
    "that %s the path lets calls through, streams as they come, and the client's address",
    async (_, more) => {
      const { server, ask } = await proxied(more);
      const opened = await ask("/kestra/mcp", { body: asking });
      expect(opened.status).toBe(200);
      const headers = { "Mcp-Session-Id": opened.headers["mcp-session-id"] };
      const called = await ask("/kestra/mcp", { headers, body: rpc("tools/call", callGet) });
      await until(() => called.ended);
      expect(called.text).toContain('"structuredContent":{"id":"a"}');

      // What waits for its user has told the question, and is not over.
      const drop = await ask("/kestra/mcp", {
        headers,
        body: rpc("tools/call", { name: "drop_box", arguments: { box_id: "a" } }),
      });
      await until(() => drop.text.includes("elicitation/create"));
      expect(drop.ended).toBe(false);
      const question = JSON.parse(/^data: (.*elicitation.*)$/m.exec(drop.text)?.[1] ?? "{}") as {
        id?: number;
      };
      expect(question.id).toBeDefined();
      await ask("/kestra/mcp", {
        headers,
        body: { jsonrpc: "2.0", id: question.id, result: { action: "decline" } },
      });
      await until(() => drop.ended);
      expect(drop.text).toContain("The user declined");

      const addresses = new Set(
        server.logged.filter(({ path }) => path === "/mcp").map(({ address }) => address),
      );
      expect([...addresses]).toEqual(["127.0.0.2"]);
    },
  );

  test("hands on what clients look for to log in, hides what is the operator's, and no client's word of its address", async () => {
    const { server, ask } = await proxied();
    for (const path of [
      "/.well-known/oauth-protected-resource/kestra/mcp",
      "/kestra/.well-known/oauth-authorization-server",
    ]) {
      const answer = await ask(path, { method: "GET" });
      await until(() => answer.ended);
      expect([answer.status, answer.text]).toEqual([
        404,
        expect.stringContaining("https://mcp.example.com/kestra/mcp"),
      ]);
    }
    for (const path of ["/kestra/metrics", "/kestra/readyz", "/mcp"])
      expect((await ask(path, { method: "GET" })).headers["x-request-id"], path).toBeUndefined();
    const lied = { "X-Forwarded-For": "198.51.100.9", Forwarded: "for=198.51.100.9" };
    await ask("/kestra/mcp", { headers: lied, body: asking });
    await until(() => server.logged.some(({ path, status }) => path === "/mcp" && status === 200));
    expect(server.logged.at(-1)?.address).toBe("127.0.0.2");
  });
});

test.skipIf(noSystemd !== "")(
  `the example of systemd is one that systemd takes${skipped(noSystemd)}`,
  async () => {
    const at = folder();
    const unit = join(at, "kestra-mcp.service");
    const text = readFileSync(join(root, "docs/examples/kestra-mcp.service"), "utf8");
    writeFileSync(unit, replaced(text, { "/usr/bin/node": process.execPath }));
    const run = promisify(execFile)(systemd ?? "", ["verify", "--recursive-errors=no", unit]);
    const { stdout, stderr } = await run;
    expect(stdout + stderr).not.toMatch(/kestra-mcp/);
  },
);
