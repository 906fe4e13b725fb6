import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { services } from "../../../generated/services.ts";
import { serviceVariables } from "../../../runtime/config/variables/service-variables.ts";
import type { Variable } from "../../../runtime/config/variables/variable.ts";
import { variables } from "../../../runtime/config/variables/variables.ts";
import { isSecretName } from "../../../runtime/masking/secret-name.ts";
import { root } from "../../support/source.ts";
import { packagingFiles } from "./packaging-files.ts";

const all: readonly Variable[] = [...variables, ...serviceVariables(services)];
const secrets = all.filter(({ isSecret }) => isSecret).map(({ name }) => name);
const json = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));

/** Variables whose names speak of secrets and which are none, and why. */
const noSecrets: Readonly<Record<string, string>> = {
  KESTRA_MCP_TOKENS_FILE: "It is the path of a file.",
  KESTRA_MCP_OIDC_CLIENT_SECRET_FILE: "Likewise.",
  KESTRA_MCP_TOKEN_TOOL: "It is a word that says how.",
  KESTRA_MCP_CALLER_CREDENTIALS: "Likewise.",
  KESTRA_MCP_USER_CREDENTIALS: "Likewise.",
};

/** Variables that these files name, and that tests and tools read. */
const ofOthers = /^KESTRA_E2E_/;

describe("variables", () => {
  it("that manifests, charts and images name are in the table", () => {
    const known = new Set(all.map(({ name }) => name));
    const named = packagingFiles().flatMap((path) =>
      [...readFileSync(join(root, path), "utf8").matchAll(/\bKESTRA_[A-Z0-9_]+\b/g)].map(
        ([name]) => `${path} ${name}`,
      ),
    );
    expect(named.length).toBeGreaterThan(50);
    const unknown = named.filter(
      (it) => !known.has(it.split(" ")[1] ?? "") && !ofOthers.test(it.split(" ")[1] ?? ""),
    );
    expect(unknown, "Name a variable of runtime/config/variables/, or add its row there.").toEqual([]);
  });

  it("are secrets where their names say so, but for those with a reason", () => {
    const open = all.filter(({ name, isSecret }) => isSecretName(name) && !isSecret).map(({ name }) => name);
    expect(
      open.sort(),
      "A secret is shown in a manifest: mark its variable as secret, or list it here with a reason.",
    ).toEqual(Object.keys(noSecrets).sort());
  });
});

describe("secrets", () => {
  interface Field {
    readonly sensitive?: boolean;
  }

  it("are hidden by the forms of hosts, and nothing else is", () => {
    const mcpb = json("packaging/mcpb/manifest.json") as {
      server: { mcp_config: { env: Record<string, string> } };
      user_config: Record<string, Field>;
    };
    const claude = json(".claude-plugin/plugin.json") as {
      mcpServers: { kestra: { env: Record<string, string> } };
      userConfig: Record<string, Field>;
    };
    for (const [env, form] of [
      [mcpb.server.mcp_config.env, mcpb.user_config],
      [claude.mcpServers.kestra.env, claude.userConfig],
    ] as const) {
      const hidden = Object.entries(env).filter(
        ([, text]) => form[/\.(\w+)\}$/.exec(text)?.[1] ?? ""]?.sensitive,
      );
      expect(hidden.map(([name]) => name)).toEqual(Object.keys(env).filter((name) => secrets.includes(name)));
      expect(hidden.length).toBeGreaterThan(1);
    }
    const { settings } = json("gemini-extension.json") as {
      settings: readonly (Field & { envVar: string })[];
    };
    for (const { envVar, sensitive = false } of settings)
      expect(sensitive, envVar).toBe(secrets.includes(envVar));
  });

  it("are told to the registry of MCP servers", () => {
    const { packages } = json("packaging/registry/server.json") as {
      packages: readonly { environmentVariables: readonly { name: string; isSecret?: boolean }[] }[];
    };
    for (const { environmentVariables } of packages) {
      expect(environmentVariables.length).toBeGreaterThan(20);
      for (const { name, isSecret = false } of environmentVariables)
        expect(isSecret, name).toBe(secrets.includes(name));
    }
  });

  it("are no values of the chart", () => {
    const { properties } = json("packaging/helm/kestra-mcp/values.schema.json") as {
      properties: { env: { properties: object } };
    };
    const named = Object.keys(properties.env.properties);
    expect(named).toEqual(expect.arrayContaining(["KESTRA_BASE_URL", "KESTRA_MCP_AUTH"]));
    expect(
      named.filter((name) => secrets.includes(name)),
      "A secret must not be asked for in the open: mark its variable as secret.",
    ).toEqual([]);
  });
});
