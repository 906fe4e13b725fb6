import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { readConfig, type Environment } from "../../runtime/config.ts";
import { createHttp } from "../../runtime/http.ts";
import { certificates, passphrase, tlsServer, type Certificates } from "./support/certificates.ts";
import { kestraMcp } from "./support/command-line.ts";
import { plan, send } from "./support/http.ts";
import { httpServer, json } from "./support/server.ts";

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
  });
});
