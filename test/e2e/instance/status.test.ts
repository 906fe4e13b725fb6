import { describe, expect } from "vitest";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const line = process.env.KESTRA_E2E_LINE ?? "";

interface Status {
  readonly summary: string;
  readonly kestra: Readonly<Record<string, unknown>> & { readonly flows?: number };
  readonly user: Readonly<Record<string, unknown>>;
  readonly features: Readonly<Record<string, string>>;
  readonly server: Readonly<Record<string, unknown>> & {
    readonly hidden: readonly { readonly reason: string; readonly tools: readonly string[] }[];
  };
  readonly settings: readonly { readonly name: string; readonly from: string }[];
  readonly warnings: readonly string[];
}

describe("get_status", () => {
  check("tells which Kestra it is, who one is there, and what this server is", async () => {
    const status = await kestra.get<Status>("get_status");
    const { summary, kestra: place, user, server } = status;
    expect(place).toMatchObject({ baseUrl: kestra.target.url.replace(/\/api\/v1.*$/, ""), reachable: true });
    expect(place.tenant).toBe("main");
    expect(String(place.version)).toMatch(
      line === "2.0" ? /^2\./ : new RegExp(`^${line.replace(".", "\\.")}`),
    );
    expect(summary).toContain(`Kestra ${String(place.version)}`);
    expect(user.credentials).toBe("Basic authentication");
    expect(user.name).toBe(kestra.target.username);
    expect(server).toMatchObject({ transport: "stdio", readOnly: false, confirm: "never" });
    expect(String(server.protocol)).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(JSON.stringify(status)).not.toContain(kestra.target.password);
  });

  check("tells where each setting comes from, and no value", async () => {
    const { settings } = await kestra.get<Status>("get_status");
    expect(settings).toContainEqual({ name: "KESTRA_PASSWORD", from: "environment" });
  });

  check("counts flows exactly", async () => {
    const before = (await kestra.get<Status>("get_status")).kestra.flows ?? NaN;
    const yaml = `id: one_more\nnamespace: ${kestra.namespace}\ntasks:\n  - id: a\n    type: io.kestra.plugin.core.log.Log\n    message: hi\n`;
    await kestra.get("create_flow_from_yaml", { yaml_definition: yaml });
    const after = (await kestra.get<Status>("get_status")).kestra.flows ?? NaN;
    expect(after).toBeGreaterThan(before);
  });

  check("says of each feature whether it is on, or why that is not known", async () => {
    const { features } = await kestra.get<Status>("get_status");
    if (line === "1.0") expect(features.concurrencyView).toMatch(/^not told by Kestra 1\.0/);
    else expect(features.concurrencyView).toMatch(/^on|off$/);
    expect(features.mcpServers === undefined).toBe(line !== "2.0");
  });

  check("tells which tools are hidden, and why", async () => {
    const server = await kestra.start({ KESTRA_MCP_READ_ONLY: "true" });
    const { server: told } = await server.get<Status>("get_status");
    await server.close();
    expect(told.readOnly).toBe(true);
    const [group] = told.hidden.filter(({ reason }) => reason.startsWith("KESTRA_MCP_READ_ONLY"));
    expect(group?.tools).toContain("execute_flow");
  });

  check("answers with warnings where wrong credentials are refused", async () => {
    const server = await kestra.start({ KESTRA_PASSWORD: "Wrong-password-1" });
    const { kestra: place, warnings } = await server.get<Status>("get_status");
    expect(place.flows).toBeUndefined();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/\(401\).*Check KESTRA_USERNAME and KESTRA_PASSWORD/);
    expect(server.stderr()).not.toContain("Wrong-password-1");
    await server.close();
  });

  check("answers with warnings where nothing listens", async () => {
    const server = await kestra.start({ KESTRA_BASE_URL: "http://127.0.0.1:9" });
    const status = await server.get<Status>("get_status");
    expect(status.kestra).toMatchObject({ baseUrl: "http://127.0.0.1:9", reachable: false });
    expect(status.summary).toContain("did not answer");
    expect(status.warnings).toEqual([
      "Kestra cannot be reached at http://127.0.0.1:9: the connection was refused (GET /api/v1/configs). Is it running, and is KESTRA_BASE_URL right?",
    ]);
    expect(status.settings).toContainEqual({ name: "KESTRA_BASE_URL", from: "environment" });
    await server.close();
  });

  check("says once that there is no such host, or that it does not speak TLS", async () => {
    const server = await kestra.start({ KESTRA_BASE_URL: "http://kestra.invalid" });
    const { warnings } = await server.get<Status>("get_status");
    expect(warnings).toEqual([
      expect.stringMatching(/^Kestra cannot be reached at http:\/\/kestra\.invalid: /),
    ]);
    await server.close();
    const tls = await kestra.start({ KESTRA_BASE_URL: kestra.target.url.replace(/^http:/, "https:") });
    const status = await tls.get<Status>("get_status");
    expect(status.warnings).toEqual([
      expect.stringMatching(/does not speak TLS.*is it http instead of https\?/),
    ]);
    await tls.close();
  });
});
