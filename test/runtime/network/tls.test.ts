import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import { createHttp } from "../../../runtime/http-client/http-client.ts";
import { say } from "../../../runtime/text/said.ts";
import { tlsContext } from "../../../runtime/network/tls-context.ts";
import { unreachable } from "../../../runtime/http-client/unreachable.ts";
import { certificates, passphrase, tlsServer, type Certificates } from "../support/certificates.ts";
import { kestraMcp } from "../support/command-line.ts";
import { plan, send } from "../support/http.ts";
import { httpServer, json } from "../support/server.ts";
import type { Environment } from "../../../runtime/environment.ts";

let made: Certificates;
let files: Certificates["files"];
beforeAll(async () => {
  made = await certificates();
  ({ files } = made);
});

async function ask(env: Environment): Promise<string> {
  const http = createHttp(readConfig(env).connection);
  onTestFinished(() => {
    http.close();
  });
  return send(http, plan).then(
    ({ status }) => String(status),
    (error: unknown) => String(error),
  );
}

/** A Kestra behind something that wants the certificate of a client. */
const strict = () => tlsServer({ ...made.server, ca: made.ca, requestCert: true, rejectUnauthorized: true });

describe("SSL_CERT_FILE", () => {
  test("adds an authority to those that are trusted", async () => {
    const { url } = await tlsServer(made.server);
    expect(await ask({ KESTRA_BASE_URL: url })).toContain("SSL_CERT_FILE or NODE_EXTRA_CA_CERTS");
    expect(await ask({ KESTRA_BASE_URL: url, SSL_CERT_FILE: files.other })).toContain("not trusted");
    expect(await ask({ KESTRA_BASE_URL: url, SSL_CERT_FILE: files.authority })).toBe("200");
  });

  test("leaves the others: those of Node, and of NODE_EXTRA_CA_CERTS", async () => {
    const { url } = await tlsServer(made.server);
    const env = { KESTRA_BASE_URL: url, SSL_CERT_FILE: files.other, NODE_EXTRA_CA_CERTS: files.authority };
    expect(await ask(env)).toBe("200");
    expect(await ask({ ...env, SSL_CERT_FILE: files.authority, NODE_EXTRA_CA_CERTS: "/no/such" })).toBe(
      "200",
    );
  });
});

test("those that Node brings stay trusted besides SSL_CERT_FILE", async () => {
  const made = vi.spyOn(tls, "createSecureContext");
  syncBuiltinESMExports();
  onTestFinished(() => {
    made.mockRestore();
    syncBuiltinESMExports();
  });
  const file = { path: files.other, from: "SSL_CERT_FILE" };
  await tlsContext({ authorities: [file] });
  const ca = made.mock.calls[0]?.[0]?.ca;
  expect(tls.rootCertificates.length).toBeGreaterThan(50);
  expect(ca).toEqual(expect.arrayContaining([...tls.rootCertificates, readFileSync(files.other, "utf8")]));
});

test.each([
  ["a mark of UTF-8", (text: string) => Buffer.from(`\ufeff${text}`)],
  ["UTF-16", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")],
])("a file that begins with %s is read", async (_, encode) => {
  const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const marked = join(folder, "marked.pem");
  writeFileSync(marked, encode(readFileSync(files.authority, "utf8")));
  const { url } = await tlsServer(made.server);
  expect(await ask({ KESTRA_BASE_URL: url, SSL_CERT_FILE: marked })).toBe("200");
  const env = { KESTRA_BASE_URL: url, SSL_CERT_FILE: files.other, NODE_EXTRA_CA_CERTS: marked };
  expect(await ask(env)).toBe("200");
});

describe("what is wrong with TLS is all that is said of it", () => {
  test("a certificate that is not trusted: nobody asks whether it is running", async () => {
    const { url } = await tlsServer(made.server);
    const text = await ask({ KESTRA_BASE_URL: url });
    expect(text).toMatch(/its certificate is not trusted: .* NODE_EXTRA_CA_CERTS \(GET [^ ]+\)\.$/);
  });

  test.each([
    ["DEPTH_ZERO_SELF_SIGNED_CERT", ""],
    ["CERT_HAS_EXPIRED", ""],
    ["CERT_NOT_YET_VALID", ""],
    ["ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", ""],
    ["ERR_TLS_CERT_ALTNAME_INVALID", " Is KESTRA_BASE_URL right?"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", " Is KESTRA_BASE_URL right?"],
    ["ENOTFOUND", " Is KESTRA_BASE_URL right?"],
    ["HPE_INVALID_CONSTANT", " Is KESTRA_BASE_URL right?"],
    ["ECONNREFUSED", " Is it running, and is KESTRA_BASE_URL right?"],
    ["EUNKNOWN", " Is it running, and is KESTRA_BASE_URL right?"],
  ])("%s asks:%s", (code, question) => {
    const error = Object.assign(new Error("x"), { code });
    const { connection } = readConfig({ KESTRA_BASE_URL: "https://kestra.example" });
    const { message } = unreachable(error, connection, { request: say`GET /a`, changes: false });
    expect(message.replace(/.*\(GET \/a\)\.?/, "")).toBe(question);
  });
});

describe("a client certificate", () => {
  test.each([
    ["of two files", () => ({ KESTRA_MCP_CLIENT_CERT: files.cert, KESTRA_MCP_CLIENT_KEY: files.key })],
    ["of one file", () => ({ KESTRA_MCP_CLIENT_CERT: files.both })],
    [
      "with a key that is encrypted",
      () => ({
        KESTRA_MCP_CLIENT_CERT: files.cert,
        KESTRA_MCP_CLIENT_KEY: files.encrypted,
        KESTRA_MCP_CLIENT_KEY_PASSPHRASE: passphrase,
      }),
    ],
  ])("%s is shown", async (_, env) => {
    const { url } = await strict();
    expect(await ask({ KESTRA_BASE_URL: url, SSL_CERT_FILE: files.authority, ...env() })).toBe("200");
  });

  test("that is missing is told", async () => {
    const { url } = await strict();
    expect(await ask({ KESTRA_BASE_URL: url, SSL_CERT_FILE: files.authority })).toContain(
      "KESTRA_MCP_CLIENT_CERT",
    );
  });
});

describe("what cannot be used stops the start", () => {
  const cert = () => ({ KESTRA_MCP_CLIENT_CERT: files.cert });
  test.each<[string, () => Environment, string]>([
    [
      "a file that is not there",
      () => ({ SSL_CERT_FILE: "/no/such" }),
      "SSL_CERT_FILE names a file that cannot be read (ENOENT): /no/such",
    ],
    [
      "a file without a certificate",
      () => ({ SSL_CERT_FILE: files.key }),
      "SSL_CERT_FILE names a file that holds no certificate",
    ],
    [
      "a certificate that is not there",
      () => ({ KESTRA_MCP_CLIENT_CERT: "/no/such" }),
      "KESTRA_MCP_CLIENT_CERT names a file that cannot be read",
    ],
    [
      "a key of another",
      () => ({ ...cert(), KESTRA_MCP_CLIENT_KEY: files.otherKey }),
      "KESTRA_MCP_CLIENT_CERT with KESTRA_MCP_CLIENT_KEY cannot be used",
    ],
    ["no key", cert, "KESTRA_MCP_CLIENT_CERT cannot be used"],
    [
      "a wrong passphrase",
      () => ({
        ...cert(),
        KESTRA_MCP_CLIENT_KEY: files.encrypted,
        KESTRA_MCP_CLIENT_KEY_PASSPHRASE: "canary-wrong",
      }),
      "KESTRA_MCP_CLIENT_KEY_PASSPHRASE opens one that is encrypted",
    ],
  ])("%s", async (_, env, message) => {
    const { err, exitCode } = await kestraMcp(["list"], { KESTRA_BASE_URL: "https://127.0.0.1:9", ...env() });
    expect([exitCode, err]).toEqual([2, expect.stringContaining(message)]);
    expect(err).not.toContain("canary");
  });

  test("but for a Kestra at http:// no file is looked at", async () => {
    const { url } = await httpServer((_, response) => {
      json(response, { version: "1.3.25", edition: "OSS" });
    });
    const { exitCode } = await kestraMcp(["list"], { KESTRA_BASE_URL: url, SSL_CERT_FILE: "/no/such" });
    expect(exitCode).toBe(0);
    const env = { SSL_CERT_FILE: "/no/such", KESTRA_MCP_CLIENT_CERT: "/no/cert" };
    const { out } = await kestraMcp(["doctor"], { KESTRA_BASE_URL: url, ...env });
    const unused = "(not used: Kestra is reached by http://)";
    expect(out).toContain(`trusted      /no/such, of SSL_CERT_FILE ${unused}\n`);
    expect(out).toContain(`certificate  /no/cert ${unused}\n`);
  });

  test("and doctor says nothing of the kind where they are used", async () => {
    const { url } = await tlsServer(made.server);
    const env = { KESTRA_BASE_URL: url, SSL_CERT_FILE: files.authority, KESTRA_MCP_CLIENT_CERT: files.both };
    expect((await kestraMcp(["doctor"], env)).out).not.toContain("not used");
  });
});
