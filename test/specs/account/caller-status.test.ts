import { describe, expect, it } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import { callerFacts } from "../../../runtime/access/caller-facts.ts";
import { may } from "../../../runtime/access/access.ts";
import { readRoles } from "../../../runtime/access/roles-file.ts";
import { nobody, tokenHolder, type Principal } from "../../../runtime/auth/principal.ts";
import type { Connection } from "../../../runtime/network/connection.ts";
import { callerStatus } from "../../../specs/steps/account/caller-status.ts";

const connection: Connection = {
  baseUrl: "http://kestra.internal:8080",
  tenant: "main",
  credentials: { kind: "basic", username: "operator@example.com", password: "a-password" },
  timeout: 1000,
};

const http = { transport: "http", isBrought: false, tools: ["auth_status"], mask: String } as const;

const alice: Principal = {
  ...nobody,
  subject: "00u1",
  issuer: "https://login.example.com",
  proof: "access token",
  scopes: ["kestra.read"],
  user: {
    name: "Alice",
    email: "alice@example.com",
    emailVerified: true,
    client: { id: "c1", name: "An editor" },
    grant: "g1",
  },
};

describe("auth_status", () => {
  it("tells a user who they are and what they may do, and nothing of the operator's way to Kestra", async () => {
    const roles = await readRoles({ preset: "kestra-server-mcp" }, compiled);
    const principal = { ...alice, ...may(["kestra.flow.read"], roles) };
    const status = callerStatus(callerFacts({ ...http, connection }, principal));
    expect(status).toMatchObject({
      authenticated: true,
      user: {
        id: "00u1",
        issuer: "https://login.example.com",
        name: "Alice",
        email: "alice@example.com",
        emailVerified: true,
      },
      client: { id: "c1", name: "An editor" },
      roles: ["anybody", "kestra.flow.read"],
      scopes: ["kestra.read"],
      tenant_id: "main",
      token_configured: true,
      kestra_credentials: "operator",
      available_tools: ["auth_status"],
    });
    expect(status.permissions).toContainEqual({ allow: ["read"], tools: ["auth_status"] });
    expect(status.message).toContain("logged in as Alice. You may use 1 tool.");
    for (const secret of ["kestra.internal", "operator@example.com", "a-password", "g1"])
      expect(JSON.stringify(status)).not.toContain(secret);
  });

  it("tells the operator where Kestra is, and with which login", () => {
    const status = callerStatus(callerFacts({ ...http, connection }, tokenHolder));
    expect(status).toMatchObject({ authenticated: true, api_url: "http://kestra.internal:8080" });
    expect(status.message).toContain("the login operator@example.com");
    expect(status).not.toHaveProperty("user");
  });

  it("tells callers that their own requests bring the credentials", () => {
    const facts = callerFacts({ ...http, connection, isBrought: true }, nobody);
    expect(callerStatus(facts)).toMatchObject({ authenticated: false, kestra_credentials: "caller" });
    expect(callerStatus(facts).message).toContain("your own requests bring");
  });

  it("tells where there are no credentials, and no connection", () => {
    const open = callerFacts(
      { ...http, connection: { ...connection, credentials: { kind: "none" } } },
      nobody,
    );
    expect(callerStatus(open)).toMatchObject({ token_configured: false, kestra_credentials: "none" });
    const none = callerStatus(callerFacts({ ...http, transport: "stdio" }, nobody));
    expect(none).toMatchObject({ tenant_id: "none", token_configured: false });
    expect(none).not.toHaveProperty("api_url");
  });

  it("tells the holder of a named token whose it is", () => {
    const status = callerStatus(
      callerFacts({ ...http, connection }, { ...nobody, proof: "named token", subject: "nightly" }),
    );
    expect(status).toMatchObject({ authenticated: true, user: { id: "nightly" } });
  });
});
