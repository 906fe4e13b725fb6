import { describe, expect, it } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import { callerFacts } from "../../../runtime/access/caller/caller-facts.ts";
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

const http = { transport: "http", whose: "operator", tools: ["auth_status"], mask: String } as const;

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
    expect(status.permissions).toContainEqual({
      allow: ["read", "write"],
      tools: ["auth_status", "register_kestra_token"],
    });
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
    const facts = callerFacts({ ...http, connection, whose: "caller" }, nobody);
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

describe("auth_status of users with credentials of their own", () => {
  const account = { link: "https://mcp.example.com/account" };

  it("tells whose are registered, and since when", () => {
    const whose = "alice@kestra";
    const registered = { kind: "token", whose, verifiedAt: Date.UTC(2026, 4, 1) } as const;
    const own: Connection = { ...connection, credentials: { kind: "bearer", token: "a-token" } };
    const facts = callerFacts(
      { ...http, connection: own, whose: "own", account: { ...account, registered } },
      alice,
    );
    const status = callerStatus(facts);
    expect(status).toMatchObject({
      token_configured: true,
      kestra_credentials: "own",
      account_url: account.link,
      registered: { kind: "token", whose, verifiedAt: "2026-05-01T00:00:00.000Z" },
    });
    expect(JSON.stringify(status)).not.toContain("a-token");
  });

  it("says what to do where none are", () => {
    const none: Connection = { ...connection, credentials: { kind: "none" } };
    const status = callerStatus(callerFacts({ ...http, connection: none, account }, alice));
    expect(status).toMatchObject({ token_configured: false, kestra_credentials: "none" });
    expect(status.message).toContain(`Register credentials for Kestra at ${account.link} first.`);
  });

  it("says where the server acts for them", () => {
    const status = callerStatus(callerFacts({ ...http, connection, whose: "impersonated" }, alice));
    expect(status).toMatchObject({ token_configured: true, kestra_credentials: "impersonated" });
    expect(JSON.stringify(status)).not.toContain("operator@example.com");
  });
});
