import { describe, expect, it } from "vitest";
import { connected } from "../support/clients.ts";
import { as, link, loggedIn, servingUsers, users } from "../support/users.ts";

const token = "a-service-account-token";
const impersonate = { KESTRA_MCP_USER_CREDENTIALS: "impersonate", KESTRA_API_TOKEN: token };
const enterprise = { edition: "ee", token } as const;
const nameIn = (status: string) => (JSON.parse(status) as { user: { name?: string } }).user.name;

describe("the operator's credentials that act for users", () => {
  it("are those of the user to Kestra", async () => {
    const server = await servingUsers({ env: impersonate, sandbox: { ...enterprise, impersonates: true } });
    for (const name of ["ann", "bob"] as const) {
      const client = await connected("2025-11-25", server.url, as(name));
      expect(nameIn(await client.call("get_status"))).toBe(users[name].username);
      expect(JSON.parse(await client.call("auth_status"))).toMatchObject({
        kestra_credentials: "impersonated",
      });
    }
  });

  it("are refused where Kestra does not heed the header: the user would be the service account", async () => {
    const server = await servingUsers({ env: impersonate, sandbox: enterprise });
    const ann = await connected("2025-11-25", server.url, as("ann"));
    for (let nth = 0; nth < 2; nth++)
      expect(await ann.call("search_namespaces")).toContain(
        "Kestra does not act for ann@example.com, but goes on as the server itself",
      );
    expect(server.sandbox.requests.filter(({ path }) => path.includes("namespaces"))).toEqual([]);
  });

  it("are refused where the service account may not, or the user is not there", async () => {
    const server = await servingUsers({
      env: impersonate,
      sandbox: { ...enterprise, impersonates: true },
      principals: { eve: loggedIn("eve") },
    });
    const eve = await connected("2025-11-25", server.url, as("eve"));
    expect(await eve.call("search_namespaces")).toContain("Kestra does not act for eve@example.com (403)");
  });

  it("act for an address alone that the login proves", async () => {
    const server = await servingUsers({
      env: impersonate,
      sandbox: { ...enterprise, impersonates: true },
      principals: { ann: loggedIn("ann", { emailVerified: false }) },
    });
    const ann = await connected("2025-11-25", server.url, as("ann"));
    expect(await ann.call("search_namespaces")).toContain("acts for an address that your login proves");
    expect(server.sandbox.requests.filter(({ path }) => path.includes("namespaces"))).toEqual([]);
  });
});

describe("the operator's credentials that users share", () => {
  const shared = {
    KESTRA_MCP_USER_CREDENTIALS: "stored, shared",
    KESTRA_USERNAME: users.bob.username,
    KESTRA_PASSWORD: users.bob.password,
  };
  const source = (id: string, more = "") =>
    `id: ${id}\nnamespace: company.team\ntasks:\n  - { id: say, type: io.kestra.plugin.core.log.Log, message: hi }\n${more}`;

  it("start executions with a label of the user, beside those that were given", async () => {
    const server = await servingUsers({ env: shared });
    const ann = await connected("2025-11-25", server.url, as("ann"));
    await ann.call("create_flow_from_yaml", { yaml_definition: source("hello") });
    const started = await ann.call("execute_flow", {
      namespace: "company.team",
      flow_id: "hello",
      labels: { team: "etl", "mcp.user": "somebody@else" },
    });
    const { labels } = JSON.parse(started) as { labels: readonly { key: string; value: string }[] };
    expect(labels).toEqual(
      expect.arrayContaining([
        { key: "team", value: "etl" },
        { key: "mcp.user", value: "ann@example.com" },
      ]),
    );
    expect(JSON.stringify(labels)).not.toContain("somebody");
    const operator = await connected("2025-11-25", server.url, as("operator"));
    const own = await operator.call("execute_flow", { namespace: "company.team", flow_id: "hello" });
    expect(own).not.toContain("mcp.user");
  });

  it("are told by their subject, where nobody verified their address", async () => {
    const ann = loggedIn("ann", { emailVerified: false });
    const server = await servingUsers({ env: shared, principals: { ann } });
    const client = await connected("2025-11-25", server.url, as("ann"));
    await client.call("create_flow_from_yaml", { yaml_definition: source("hello") });
    const started = await client.call("execute_flow", { namespace: "company.team", flow_id: "hello" });
    const { labels } = JSON.parse(started) as { labels: readonly object[] };
    expect(labels).toContainEqual({ key: "mcp.user", value: ann.subject });
    expect(started).not.toContain("ann@example.com");
  });

  it("have their label where the author of a flow gave its executions another", async () => {
    const server = await servingUsers({ env: shared });
    const ann = await connected("2025-11-25", server.url, as("ann"));
    const labels = `labels:\n  mcp.user: somebody@else\n  team: etl\n`;
    await ann.call("create_flow_from_yaml", { yaml_definition: source("labelled", labels) });
    for (const given of [{}, { labels: { "mcp.user": "somebody@else" } }]) {
      const started = await ann.call("execute_flow", {
        ...{ namespace: "company.team", flow_id: "labelled" },
        ...given,
      });
      const told = (JSON.parse(started) as { labels: readonly { key: string; value: string }[] }).labels;
      expect(told.filter(({ key }) => key === "mcp.user")).toEqual([
        { key: "mcp.user", value: "ann@example.com" },
      ]);
      expect(told).toContainEqual({ key: "team", value: "etl" });
    }
  });

  it("keep the label of the user who started it", async () => {
    const server = await servingUsers({ env: shared });
    const ann = await connected("2025-11-25", server.url, as("ann"));
    await ann.call("create_flow_from_yaml", { yaml_definition: source("hello") });
    const started = await ann.call("execute_flow", {
      namespace: "company.team",
      flow_id: "hello",
      wait: true,
    });
    const { id: execution_id } = JSON.parse(started) as { id: string };
    const label = (labels: object) => ann.call("add_execution_labels", { execution_id, labels });
    expect(await label({ "mcp.user": "bob@example.com" })).toContain("it stays");
    expect(await label({ team: "etl" })).toMatch(/"key":\s*"mcp\.user",\s*"value":\s*"ann@example\.com"/);
  });

  it("label what a backfill starts", async () => {
    const server = await servingUsers({ env: shared });
    const ann = await connected("2025-11-25", server.url, as("ann"));
    const trigger = `triggers:\n  - { id: daily, type: io.kestra.plugin.core.trigger.Schedule, cron: "0 9 * * *" }\n`;
    await ann.call("create_flow_from_yaml", { yaml_definition: source("daily", trigger) });
    await ann.call("search_triggers");
    const filled = await ann.call("backfill_executions", {
      namespace: "company.team",
      flow_id: "daily",
      days: 2,
    });
    expect(filled).toMatch(/"key":\s*"mcp\.user",\s*"value":\s*"ann@example\.com"/);
  });

  it("give way to what a user registered", async () => {
    const server = await servingUsers({ env: shared });
    const ann = await connected("2025-11-25", server.url, as("ann"));
    expect(nameIn(await ann.call("get_status"))).toBe(users.bob.username);
    expect(JSON.parse(await ann.call("auth_status"))).toMatchObject({
      kestra_credentials: "operator",
      account_url: link,
    });
  });
});
