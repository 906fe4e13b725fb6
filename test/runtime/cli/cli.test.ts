import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { SandboxOptions } from "../../../runtime/cli/commands/sandbox.ts";
import { variables } from "../../../runtime/config/variables/variables.ts";
import { kestra, kestraMcp } from "../support/command-line.ts";
import { configs, deadUrl, httpServer, json, type Respond } from "../support/server.ts";
import { compiled, get } from "../support/tools.ts";
import type { Environment } from "../../../runtime/environment.ts";

/** A call that only 2.0 has. */
const newer = { newer: { ...get, lines: ["2.0"] } };

const canary = "canary-q7Zp4w-secret";

describe("the command line", () => {
  test("help environment names every variable with its default; --version the version", async () => {
    const { out, exitCode } = await kestraMcp(["help", "environment"]);
    expect(exitCode).toBe(0);
    for (const { name } of variables) expect(out).toContain(`${name}\n`);
    expect(out).toContain("Default: http://localhost:8080.");
    expect(await kestraMcp(["call", "-v"])).toEqual({ out: "9.9.9\n", err: "", exitCode: 0 });
  });

  test.each([
    [["lst"], "There is no command lst. Did you mean list?"],
    [["--sandbx"], "There is no option --sandbx. Did you mean --sandbox?"],
    [["call"], "needs the name of a tool"],
    [["call", "get_box", "{", "x"], "takes no x"],
    [["call", "get_box", "{"], "The arguments are not valid JSON: {"],
    [["call", "get_box", "[]"], "must be a JSON object"],
    [["list", "--dry-run"], "--dry-run belongs to kestra-mcp call"],
    [["list", "--line"], "--line needs a release"],
    [["list", "--line=x"], "--line must be a release"],
    [["list", "--line=4.0"], "--line 4.0 is not a known line: they are 1.0, 1.3, 2.0."],
    [["doctor", "--line", "0.20"], "--line 0.20 is not a known line"],
    [["--sandbox=1.1"], "--sandbox must be one of 1.0, 1.3, 2.0, not 1.1."],
    [["call", "get_bx", "{}"], "Unknown tool: get_bx. Did you mean get_box?"],
    [["--transport", "htp"], '--transport must be stdio or http, not "htp". Did you mean http?'],
  ])("%j is not understood", async (argv, message) => {
    const { err, out, exitCode } = await kestraMcp(argv, { KESTRA_BASE_URL: await deadUrl() });
    expect(err).toContain(message);
    expect({ out, exitCode }).toEqual({ out: "", exitCode: 2 });
  });

  test("a .env in the folder is read", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const path = join(folder, ".env");
    writeFileSync(path, "KESTRA_MCP_TIMEOUT=7\nKESTRA_MCP_LOG_LEVEL=loud\n");
    const { out, err } = await kestraMcp(["doctor"], { KESTRA_BASE_URL: await deadUrl() }, { folder });
    const ignored = `KESTRA_MCP_LOG_LEVEL in ${path} is not used, since its value is not valid`;
    for (const text of [out, err]) {
      expect(text).toContain(`Read from ${path}: KESTRA_MCP_TIMEOUT.`);
      expect(text).toContain(ignored);
    }
    expect(out).toMatch(/timeout +7 s/);
  });

  test("a .env in the folder gets no credentials of the environment, and doctor tells of it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const thief = await kestra();
    writeFileSync(join(folder, ".env"), `KESTRA_BASE_URL=${thief}\n`);
    const env = { KESTRA_USERNAME: "ada", KESTRA_PASSWORD: "s3cret-pass" };
    const { out, err } = await kestraMcp(["doctor"], env, { folder });
    expect(out).not.toContain(thief);
    for (const text of [out, err]) {
      expect(text).toContain(
        `KESTRA_BASE_URL in ${join(folder, ".env")} is not used, since the environment sets KESTRA_USERNAME and KESTRA_PASSWORD`,
      );
    }
  });
});

describe("call", () => {
  test("prints the result, or the error to stderr", async () => {
    const url = await kestra(({ url }, response) => {
      json(response, url.endsWith("/a") ? { id: "a" } : { message: "gone" }, url.endsWith("/a") ? 200 : 404);
    });
    const env = { KESTRA_BASE_URL: url };
    expect(await kestraMcp(["call", "get_box", '{"box_id":"a"}'], env)).toEqual({
      out: '{"id":"a"}\n',
      err: "",
      exitCode: 0,
    });
    const refused = await kestraMcp(["call", "get_box", '{"box_id":"b"}'], env);
    expect(refused).toMatchObject({ out: "", exitCode: 1 });
    expect(refused.err).toContain("(404): gone.");
  });
});

describe("call --dry-run", () => {
  test("prints the exact request, its secrets masked, and needs no Kestra where the line is given", async () => {
    const env = {
      KESTRA_BASE_URL: "http://h:1/k",
      KESTRA_USERNAME: "us",
      KESTRA_PASSWORD: canary,
      KESTRA_TENANT_ID: "t",
    };
    const values = JSON.stringify({ action: "put", box_id: "a b", label: "ü" });
    const { out, err, exitCode } = await kestraMcp(
      ["call", "manage_box", values, "--dry-run", "--line", "2.0"],
      env,
    );
    expect({ err, exitCode }).toEqual({ err: "", exitCode: 0 });
    expect(out).toBe(
      "POST http://h:1/k/api/v1/t/boxes/a%20b\n" +
        "Accept: */*\nAccept-Encoding: identity\nUser-Agent: kestra-mcp/9.9.9\nX-Kestra-Tenant: t\n" +
        "Authorization: Basic ***\nContent-Type: application/json\nContent-Length: 14\n" +
        '\n{"label":"ü"}\n',
    );
  });

  test("without a line and without a Kestra it is the newest, with a note", async () => {
    const env = { KESTRA_BASE_URL: await deadUrl(), KESTRA_API_TOKEN: canary };
    const { out, err, exitCode } = await kestraMcp(["call", "drop_box", '{"box_id":"a"}', "--dry-run"], env);
    expect(out).toContain("DELETE ");
    expect(out).toContain("boxes/a?force=false\n");
    expect(out).toContain("Authorization: Bearer ***\n");
    expect(err).toContain("As for Kestra 2.0, because it could not be asked");
    expect(exitCode).toBe(0);
    expect(out + err).not.toContain(canary);
  });

  test("a tool that the line lacks says so", async () => {
    const { err, exitCode } = await kestraMcp([
      "call",
      "drop_box",
      '{"box_id":"a"}',
      "--dry-run",
      "--line=1",
    ]);
    expect(err).toBe("drop_box: this tool needs a Kestra of release 2.0; this one is 1.3.\n");
    expect(exitCode).toBe(1);
  });

  test("of a tool with steps the first request, then what may follow; nothing is sent", async () => {
    const { url, asked } = await httpServer((_, response) => {
      json(response, configs);
    });
    const values = '{"box_id":"a","label":"b"}';
    const { out } = await kestraMcp(["call", "relabel_box", values, "--dry-run"], { KESTRA_BASE_URL: url });
    expect(out).toContain(`GET ${url}/api/v1/main/boxes/a\n`);
    expect(out).toContain(
      "What follows depends on the answer. It may send, on Kestra 1.3:\n" +
        "  put  write  POST /api/v1/main/boxes/a\n",
    );
    expect(asked.map(({ url }) => url)).toEqual(["/api/v1/configs"]);
  });

  test("requests that the line lacks are not shown", async () => {
    const tools = compiled.tools.map((tool) =>
      "calls" in tool.behaviour
        ? { ...tool, behaviour: { ...tool.behaviour, calls: { ...tool.behaviour.calls, ...newer } } }
        : tool,
    );
    const argv = ["call", "relabel_box", '{"box_id":"a","label":"b"}', "--dry-run"];
    const more = { compiled: { ...compiled, tools } };
    expect((await kestraMcp([...argv, "--line=1.3"], {}, more)).out).not.toContain("newer");
    expect((await kestraMcp([...argv, "--line=2.0"], {}, more)).out).toContain(
      "on Kestra 2.0:\n  put    write  POST /api/v1/main/boxes/a\n  newer  read   GET /api/v1/main/boxes/a\n",
    );
  });

  test("a tool that the configuration hides says so", async () => {
    const env = { KESTRA_MCP_READ_ONLY: "true" };
    expect(await kestraMcp(["call", "drop_box", "--dry-run", "--line=2"], env)).toEqual({
      out: "",
      err: "Unknown tool: 'drop_box'. It is hidden: KESTRA_MCP_READ_ONLY: it changes something.\n",
      exitCode: 1,
    });
  });

  test("of pages the first", async () => {
    const { out } = await kestraMcp(["call", "list_boxes", "{}", "--dry-run", "--line=2"]);
    expect(out).toContain("/boxes/search?size=10&page=1\n");
  });

  test("wrong arguments are told", async () => {
    const { err, exitCode } = await kestraMcp(["call", "get_box", "--dry-run", "--line=2"]);
    expect({ err, exitCode }).toEqual({ err: "get_box: box_id is required.\n", exitCode: 1 });
  });
});

describe("doctor", () => {
  const basic = { KESTRA_USERNAME: "someone", KESTRA_PASSWORD: canary };
  const guarded: Respond = ({ headers, url }, response) => {
    if (!url.startsWith("/api/v1/main/flows/search?")) json(response, { message: "no such tenant" }, 404);
    else if (headers.authorization === `Basic ${Buffer.from(`someone:${canary}`).toString("base64")}`) {
      json(response, { results: [], total: 0 });
    } else response.writeHead(401).end();
  };

  test("all is well: release, edition, credentials, what is hidden and why", async () => {
    const url = await kestra(guarded);
    const env = { ...basic, KESTRA_BASE_URL: url, KESTRA_MCP_DISABLED_TOOLS: "list_boxes" };
    const { out, exitCode } = await kestraMcp(["doctor"], env);
    expect(exitCode).toBe(0);
    expect(out).toContain(`Kestra       ${url}\n`);
    expect(out).toContain("ok    Kestra 1.3.25, open source, treated as 1.3.\n");
    expect(out).toContain("ok    The credentials are right; flows of tenant main can be read.\n");
    expect(out).toContain("3 of 6 are listed; hidden are\n");
    expect(out).toContain("  list_boxes: KESTRA_MCP_DISABLED_TOOLS names it\n");
    expect(out).toContain("  audit_box: only for the Enterprise Edition\n");
    expect(out).toContain("  drop_box: needs Kestra 2.0\n");
    expect(out).toContain("  manage_box, drop: needs Kestra 2.0\n");
    expect(out).not.toContain(canary);
  });

  test.each<[Environment, string]>([
    [{ ...basic, KESTRA_PASSWORD: "wrong" }, "FAIL  KESTRA_USERNAME and KESTRA_PASSWORD are not accepted"],
    [{ KESTRA_API_TOKEN: "wrong-token" }, "FAIL  KESTRA_API_TOKEN is not accepted"],
    [{}, "FAIL  Credentials are needed: set KESTRA_USERNAME and KESTRA_PASSWORD, or KESTRA_API_TOKEN."],
    [
      { ...basic, KESTRA_TENANT_ID: "other" },
      "FAIL  Flows of tenant other cannot be read: no such tenant (404). Is KESTRA_TENANT_ID right?",
    ],
  ])("wrong credentials or tenant are found although /configs answers: %j", async (env, sentence) => {
    const { out, exitCode } = await kestraMcp(["doctor"], { ...env, KESTRA_BASE_URL: await kestra(guarded) });
    expect(out).toContain(sentence);
    expect(exitCode).toBe(1);
    expect(out).not.toContain("wrong-token");
  });

  test("credentials in the address are named so, by doctor and by a call", async () => {
    const url = await kestra((_, response) => response.writeHead(401).end());
    const env = { KESTRA_BASE_URL: url.replace("://", `://someone:${canary}@`) };
    const { out } = await kestraMcp(["doctor"], env);
    expect(out).toContain("Basic, of the user and password in KESTRA_BASE_URL\n");
    expect(out).toContain("FAIL  the user and password in KESTRA_BASE_URL are not accepted");
    const { err } = await kestraMcp(["call", "get_box", '{"box_id":"a"}'], env);
    expect(err).toContain("Check the user and password in KESTRA_BASE_URL.");
    expect(out + err).not.toContain(canary);
    expect(out + err).not.toContain("KESTRA_USERNAME");
  });

  test("403 is not wrong credentials", async () => {
    const url = await kestra((_, response) => response.writeHead(403).end("Forbidden"));
    const { out } = await kestraMcp(["doctor"], { ...basic, KESTRA_BASE_URL: url });
    expect(out).toContain("FAIL  The credentials are right, but may not read flows: Forbidden (403).");
  });

  test("no Kestra", async () => {
    const url = await deadUrl();
    const { out, exitCode } = await kestraMcp(["doctor"], { KESTRA_BASE_URL: url });
    expect(out).toContain(`FAIL  Kestra cannot be reached at ${url}: the connection was refused`);
    expect(exitCode).toBe(1);
  });
});

describe("--sandbox", () => {
  test("starts one of the line, with credentials of its own, and closes it", async () => {
    const started: SandboxOptions[] = [];
    let closed = 0;
    const url = await kestra((_, response) => {
      json(response, { id: "a" });
    });
    const startSandbox = (options: SandboxOptions) => {
      started.push(options);
      return Promise.resolve({ url, close: () => closed++ });
    };
    const env = { KESTRA_BASE_URL: "http://elsewhere", KESTRA_TENANT_ID: "acme", KESTRA_API_TOKEN: "t" };
    const argv = ["call", "get_box", '{"box_id":"a"}', "--sandbox=1.3"];
    expect(await kestraMcp(argv, env, { startSandbox })).toMatchObject({ out: '{"id":"a"}\n', exitCode: 0 });
    await kestraMcp(["list", "--sandbox"], env, { startSandbox });
    expect(started.map(({ line }) => line)).toEqual(["1.3", "2.0"]);
    expect(started[0]?.password).not.toBe(started[1]?.password);
    expect(closed).toBe(2);
  });
});
