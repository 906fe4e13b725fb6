import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { nobody } from "../../../runtime/auth/principal.ts";
import { createOrigins } from "../../../runtime/kept/origins.ts";
import { createHost } from "../../../runtime/mcp/host.ts";
import { lacksOf } from "../../../runtime/catalog/lacks.ts";
import { sessionFor } from "../support/session.ts";

it("has a place for files where the operator names one, over stdio alone", async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "host-")));
  onTestFinished(() => rm(folder, { recursive: true }));
  const session = sessionFor("http://127.0.0.1:9", { KESTRA_MCP_DOWNLOAD_DIR: folder });
  expect(lacksOf(session.config, true).downloads).toBeUndefined();
  const saved = await createHost(session, { principal: nobody }, createOrigins()).downloads?.save(
    { name: "a", content: "x" },
    "file_name",
  );
  expect(saved).toEqual({ path: join(folder, "a"), size: 1 });

  const remote = { KESTRA_MCP_DOWNLOAD_DIR: folder, KESTRA_MCP_TRANSPORT: "http" };
  for (const [env, why] of [
    [{}, "KESTRA_MCP_DOWNLOAD_DIR, which is not set"],
    [remote, "KESTRA_MCP_TRANSPORT, which is http"],
  ] as const) {
    const without = sessionFor("http://127.0.0.1:9", env);
    expect(lacksOf(without.config, true).downloads).toBe(why);
    expect(createHost(without, { principal: nobody }, createOrigins())).not.toHaveProperty("downloads");
  }
});

it("takes an absolute folder alone", () => {
  expect(() => sessionFor("http://127.0.0.1:9", { KESTRA_MCP_DOWNLOAD_DIR: "files" })).toThrow(
    'KESTRA_MCP_DOWNLOAD_DIR must be an absolute path, not "files".',
  );
});

it("has nothing of the machine over HTTP, nor beside a sandbox", () => {
  const endpoint = {
    auth: "oauth",
    userCredentials: ["stored"],
    tokenTool: "page",
    store: {},
    encryptionKeys: [],
  };
  const config = { transport: "http", downloadFolder: "/files", endpoint } as const;
  const remote = "KESTRA_MCP_TRANSPORT, which is http";
  expect(lacksOf(config, true)).toEqual({ connections: remote, downloads: remote, local: remote });
  const account = "KESTRA_MCP_TRANSPORT, which is stdio";
  const alone = "--sandbox, beside which there is nothing";
  expect(lacksOf({ ...config, transport: "stdio" }, false)).toEqual({
    ...{ account, connections: alone, local: alone },
  });
  expect(lacksOf({ ...config, transport: "stdio" }, true)).toEqual({ account });
});

it("lets users register credentials where they log in, and where they can be kept", () => {
  const endpoint = {
    auth: "oauth",
    userCredentials: ["stored"],
    tokenTool: "page",
    store: {},
    encryptionKeys: [],
  };
  const lacks = (more: object) =>
    lacksOf({ transport: "http", endpoint: { ...endpoint, ...more } }, true).account;
  expect(lacks({})).toBeUndefined();
  expect(lacks({ auth: "external" })).toContain("KESTRA_MCP_OIDC_CLIENT_ID, which is not set");
  expect(lacks({ auth: "external", oidcClientId: "kestra-mcp" })).toBeUndefined();
  expect(lacks({ auth: "external", tokenTool: "argument" })).toBeUndefined();
  expect(lacks({ auth: "token" })).toBe("KESTRA_MCP_AUTH, which is token");
  expect(lacks({ tokenTool: "off" })).toBe("KESTRA_MCP_TOKEN_TOOL, which is off");
  expect(lacks({ store: undefined })).toBe("KESTRA_MCP_STORE, which is not set");
  expect(lacks({ encryptionKeys: undefined })).toBe("KESTRA_MCP_ENCRYPTION_KEYS, which is not set");
  expect(lacks({ userCredentials: ["shared"] })).toBe("KESTRA_MCP_USER_CREDENTIALS, which is shared");
});
