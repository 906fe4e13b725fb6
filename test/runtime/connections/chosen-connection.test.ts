import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import {
  chosenContext,
  ofOneSource,
  wantedConnection,
} from "../../../runtime/connections/chosen-connection.ts";
import { contextsIn } from "../../../runtime/connections/saved-context.ts";
import type { Environment } from "../../../runtime/environment.ts";
import { passOf } from "../../../runtime/network/connection.ts";

const path = "~/.kestractl/config.yaml";

const prod = {
  host: "https://prod.example.com/",
  tenant: "production",
  auth_method: "token",
  token: "prod-token",
  headers: ["X-Team: data"],
};
const dev = {
  host: "localhost:8081",
  auth_method: "basicAuth",
  username: "ada@example.com",
  password: "dev-password",
};
const value = { contexts: { dev, prod, Other: { host: "http://other" } }, default_context: "prod" };

/** What the environment and the file choose together, and what is configured with it. */
function choose(
  env: Environment,
  { isLocal = true, file = value }: { readonly isLocal?: boolean; readonly file?: unknown } = {},
) {
  const wanted = wantedConnection(env, isLocal);
  const contexts = wanted.chosen === undefined && file !== null ? contextsIn(file, path) : undefined;
  const chosen = chosenContext(wanted, contexts, path);
  const { saved, ignored } = chosen;
  return { ...chosen, config: readConfig({ ...env, ...saved?.given }, { saved, ignored }) };
}

describe("the source of address and credentials", () => {
  it("is the default context where nothing is said", () => {
    const { name, config } = choose({});
    const { connection, settings } = config;
    expect(name).toBe("prod");
    expect(connection).toMatchObject({
      baseUrl: "https://prod.example.com",
      baseUrlFrom: `contexts.prod.host in ${path}`,
      tenant: "production",
      credentials: { kind: "bearer", token: "prod-token", from: { saved: `context prod of ${path}` } },
    });
    expect(passOf(connection)?.headers).toEqual({ "X-Team": "data" });
    const from = `context prod of ${path}`;
    expect(settings).toEqual(
      ["KESTRA_BASE_URL", "KESTRA_TENANT_ID", "KESTRA_API_TOKEN", "KESTRA_MCP_EXTRA_HEADERS"].map((one) => ({
        name: one,
        from,
      })),
    );
  });

  it("is what it was where there is no file, or no default", () => {
    for (const { config } of [choose({}, { file: null }), choose({}, { file: { contexts: { dev } } })])
      expect(config.connection).toMatchObject({
        baseUrl: "http://localhost:8080",
        tenant: "main",
        credentials: { kind: "none" },
      });
  });

  it("is the context that is named, in another case, too", () => {
    expect(choose({ KESTRA_CONTEXT: "DEV" })).toMatchObject({
      name: "dev",
      config: {
        connection: {
          baseUrl: "http://localhost:8081",
          tenant: "main",
          credentials: { kind: "basic", username: "ada@example.com", password: "dev-password" },
        },
      },
    });
    expect(choose({ KESTRA_CONTEXT: "dev", KESTRACTL_HOST: "http://x" }).name).toBe("dev");
  });

  it("is kestractl's variables before its default, of which a token beats a password", () => {
    const env = {
      KESTRACTL_HOST: "k.example.com",
      KESTRACTL_TOKEN: "t0ken",
      KESTRACTL_USERNAME: "u",
      KESTRACTL_PASSWORD: "p",
      KESTRACTL_HEADER: "X-A:1 X-B:2",
    };
    const { config, name } = choose(env);
    expect(name).toBeUndefined();
    expect(config.connection).toMatchObject({
      baseUrl: "http://k.example.com",
      baseUrlFrom: "KESTRACTL_HOST",
      tenant: "main",
      credentials: { kind: "bearer", token: "t0ken" },
    });
    expect(passOf(config.connection)?.headers).toEqual({ "X-A": "1", "X-B": "2" });
  });

  it.each(ofOneSource.map((name) => [name]))(
    "is our own variables where %s is set, and that is said",
    (name) => {
      const set = name.endsWith("HEADERS") ? "X-A: 1" : name.endsWith("URL") ? "http://own" : "own";
      const pair = { KESTRA_USERNAME: "KESTRA_PASSWORD", KESTRA_PASSWORD: "KESTRA_USERNAME" }[name];
      const env = { [name]: set, ...(pair && { [pair]: "own" }) };
      const { saved, ignored } = choose({ ...env, KESTRA_CONTEXT: "prod", KESTRACTL_TOKEN: "t" });
      expect(saved).toBeUndefined();
      expect(ignored).toEqual([
        expect.stringMatching(new RegExp(`^KESTRA_CONTEXT is not used, since .*${name}`)),
      ]);
      expect(choose(env).ignored).toEqual([]);
    },
  );

  it("is over HTTP nothing that the operator did not name", () => {
    for (const env of [{}, { KESTRACTL_HOST: "http://k", KESTRACTL_TOKEN: "t" }])
      expect(choose(env, { isLocal: false }).saved).toBeUndefined();
    expect(choose({ KESTRA_CONTEXT: "dev" }, { isLocal: false }).name).toBe("dev");
  });

  it("is no default where something is set for the address", () => {
    expect(choose({ KESTRA_MCP_CALLER_CREDENTIALS: "required" }).saved).toBeUndefined();
    expect(choose({ KESTRA_MCP_CALLER_CREDENTIALS: "never" }).name).toBe("prod");
  });

  it("is no host of the file for a token of kestractl's variables", () => {
    const { saved, ignored } = choose({ KESTRACTL_TOKEN: "t" });
    expect(saved).toBeUndefined();
    expect(ignored).toEqual([
      expect.stringContaining("KESTRACTL_TOKEN is not used, since KESTRACTL_HOST is not set"),
    ]);
  });
});

it("never sends what one source holds to the host of another", () => {
  const text = fc.constantFrom("", "set");
  const sources = fc.record({
    KESTRA_BASE_URL: text,
    KESTRA_API_TOKEN: text,
    KESTRA_MCP_EXTRA_HEADERS: text,
    KESTRA_CONTEXT: fc.constantFrom("", "prod", "dev"),
    KESTRACTL_HOST: text,
    KESTRACTL_TOKEN: text,
    KESTRACTL_USERNAME: text,
    preset: fc.constantFrom("", "prod", "dev"),
    isLocal: fc.boolean(),
  });
  const hosts: Readonly<Record<string, string>> = {
    "http://own": "own",
    "http://ctl": "ctl",
    "https://prod.example.com": "prod",
    "http://localhost:8081": "dev",
    "http://localhost:8080": "own",
  };
  const texts: Readonly<Record<string, string>> = {
    KESTRA_BASE_URL: "http://own",
    KESTRA_API_TOKEN: "own-token",
    KESTRA_MCP_EXTRA_HEADERS: "X-A: own-header",
    KESTRACTL_HOST: "http://ctl",
    KESTRACTL_TOKEN: "ctl-token",
    KESTRACTL_USERNAME: "ctl-user",
  };
  fc.assert(
    fc.property(sources, ({ preset, isLocal, ...given }) => {
      const env: Record<string, string> = { KESTRACTL_PASSWORD: given.KESTRACTL_USERNAME && "ctl-password" };
      for (const [name, one] of Object.entries(given)) env[name] = one === "set" ? (texts[name] ?? "") : one;
      const { config } = choose(env, { isLocal, file: { ...value, default_context: preset } });
      const { baseUrl, credentials, network } = config.connection;
      const said = JSON.stringify([credentials, network?.pass?.headers]);
      const source = hosts[baseUrl] ?? "";
      expect(source).not.toBe("");
      const secrets = ["own-token", "own-header", "ctl-token", "ctl-password", "prod-token", "dev-password"];
      for (const secret of secrets) if (!secret.startsWith(source)) expect(said).not.toContain(secret);
    }),
  );
});

describe("what is wrong", () => {
  const canary = "canary-of-secrets";
  it.each([
    [
      { KESTRA_CONTEXT: "prd" },
      value,
      `KESTRA_CONTEXT is prd, which is no context of ${path}. Did you mean prod?`,
    ],
    [{ KESTRA_CONTEXT: "prod" }, null, `KESTRA_CONTEXT is prod, and there is no file ${path}.`],
    [
      {},
      { contexts: {}, default_context: "prod" },
      `default_context in ${path} is prod, which is no context`,
    ],
    [{}, { contexts: [1], default_context: "prod" }, `contexts in ${path} must be a map of names.`],
    [{}, "text", `${path} must be a map`],
  ])("%j of %j", (env, file, said) => {
    expect(() => choose(env, { file })).toThrow(said);
  });

  it.each([
    [{ host: `ftp://${canary}` }, "host", "must start with http"],
    [{ token: canary }, "host", "is missing"],
    [{ host: "h", token: `${canary} ${canary}` }, "token", "holds a character"],
    [{ host: "h", auth_method: "token" }, "token", "is missing"],
    [{ host: "h", auth_method: "basic" }, "username", "is missing"],
    [{ host: "h", username: canary }, "password", "is missing"],
    [{ host: "h", password: canary }, "username", "is missing"],
    [{ host: "h", username: `${canary}:x`, password: canary }, "username", "colon"],
    [{ host: "h", auth_method: canary }, "auth_method", "must be token or basicAuth"],
    [{ host: "h", headers: [canary] }, "headers", "must hold Name: value"],
    [{ host: "h", headers: [` :${canary}`] }, "headers", "must hold Name: value"],
    [{ host: "h", headers: [`Authorization:${canary}`] }, "headers", "must not hold Authorization"],
    [{ host: "h", headers: canary }, "headers", "must be a list"],
    [{ host: "h", tenant: `${canary}/x` }, "tenant", "must be letters"],
    [{ host: "h/api/v1/a", tenant: "b" }, "tenant", "is not the tenant at the end"],
    [{ host: "h", token: "<your-token>" }, "token", "is a placeholder"],
    [{ host: "h", token: { a: canary } }, "token", "must be a text"],
  ])("%j is told by its file and key, without a value", (fields, key, said) => {
    const file = { contexts: { prod: fields }, default_context: "prod" };
    const act = () => choose({}, { file });
    expect(act).toThrow(`contexts.prod.${key} in ${path}`);
    expect(act).toThrow(said);
    expect(act).not.toThrow(canary);
  });

  it("is told of kestractl's variables by their names", () => {
    expect(() => choose({ KESTRACTL_HOST: "ftp://x" })).toThrow("KESTRACTL_HOST must start with http");
    expect(() => choose({ KESTRACTL_HOST: "x", KESTRACTL_USERNAME: "u" })).toThrow(
      "KESTRACTL_PASSWORD is missing",
    );
  });

  it.each(["token", "basicAuth", "basic", ""])(
    "is no auth_method %j, which decides nothing",
    (auth_method) => {
      const file = {
        contexts: { prod: { host: "h", auth_method, token: "t", username: "u", password: "p" } },
      };
      const { config } = choose({ KESTRA_CONTEXT: "prod" }, { file });
      expect(config.connection.credentials.kind).toBe("bearer");
    },
  );
});
