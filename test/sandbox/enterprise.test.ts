import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enterpriseRoutes } from "../../sandbox/routes/enterprise/enterprise.ts";
import { startSandbox } from "../../sandbox/server.ts";
import type { Data } from "../support/data.ts";
import { checkBlueprints, checkVersionedPlugins, kept } from "./enterprise-catalogue.ts";
import { startEnterprise, token, type EnterpriseKestra, type Heard } from "./enterprise-kestra.ts";

const tenant = "/api/v1/main";
const flow = `id: hello
namespace: company.team
tasks:
  - id: greet
    type: io.kestra.plugin.core.log.Log
    message: Hello
`;

function app(id: string, namespace = "company.team", more = ""): string {
  return `id: ${id}\nnamespace: ${namespace}\ntype: io.kestra.plugin.ee.apps.Execution\nflowId: hello\ntags: [Reporting]\n${more}`;
}

function suite(expected: string): string {
  return `id: check
namespace: company.team
flowId: hello
testCases:
  - id: greets
    type: io.kestra.core.tests.flow.UnitTest
    fixtures:
      tasks:
        - id: greet
          outputs: { value: Hello }
    assertions:
      - value: "{{ outputs.greet.value }}"
        equalTo: ${expected}
      - value: "{{ outputs.nobody.value }}"
        isNull: true
  - id: later
    type: io.kestra.core.tests.flow.UnitTest
    disabled: true
    assertions:
      - value: "1"
        greaterThan: 0
`;
}

function normal(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, "{}");
}

describe.each(["1.0", "1.3", "2.0"])("the Enterprise edition of %s", (line) => {
  let kestra: EnterpriseKestra;
  const ask = (method: string, path: string, body?: unknown): Promise<Heard> =>
    kestra.ask(method, path, body);
  /** A search on 2.0 is told by filters, before by flat parameters. */
  const filtered = (flat: string, filters: string): string => (line === "2.0" ? filters : flat);

  beforeAll(async () => {
    kestra = await startEnterprise(line, { seed: kept });
    await ask("POST", `${tenant}/flows`, flow);
  });
  afterAll(async () => {
    await kestra.sandbox.close();
  });

  it("keeps apps apart by their uid, and finds them", async () => {
    const { body: made } = await ask("POST", `${tenant}/apps`, app("form"));
    const { uid } = made;
    await ask("POST", `${tenant}/apps`, app("form", "company.team.dev"));
    expect((await ask("POST", `${tenant}/apps`, app("form"))).status).toBe(422);
    expect((await ask("POST", `${tenant}/apps`, "id: form\n")).status).toBe(422);
    const inside = filtered("namespace=company.team", "filters[namespace][PREFIX]=company.team");
    expect((await ask("GET", `${tenant}/apps/search?${inside}&sort=created:asc`)).body.total).toBe(2);
    const exact = filtered(
      "flowId=hello&tags=Reporting&tags=x",
      "filters[namespace][EQUALS]=company.team&filters[tags][IN]=Reporting,x",
    );
    expect((await ask("GET", `${tenant}/apps/search?${exact}`)).body.total).toBe(line === "2.0" ? 1 : 2);
    expect((await ask("POST", `${tenant}/apps/${uid}/disable`)).body).toMatchObject({
      id: "form",
      enabled: false,
    });
    expect((await ask("GET", `${tenant}/apps/catalog?size=1`)).body).toMatchObject({
      results: [{ name: "form", type: "io.kestra.plugin.ee.apps.Execution" }],
      total: 1,
    });
    expect((await ask("GET", `${tenant}/apps/${uid}`)).body).toMatchObject({ uid, disabled: true });
    expect((await ask("GET", `${tenant}/apps/nothing`)).status).toBe(404);
    expect((await ask("POST", `${tenant}/apps/${uid}/enable`)).body).toMatchObject({ enabled: true });
    const changed = await ask(
      "PUT",
      `${tenant}/apps/${uid}`,
      app("form", "company.team", "displayName: A form\n"),
    );
    expect(changed.body).toMatchObject({ uid, name: "A form" });
    await ask("DELETE", `${tenant}/apps/${uid}`);
    expect((await ask("DELETE", `${tenant}/apps/${uid}`)).status).toBe(404);
  });

  it("ignores what a search is not told in the way of its line", async () => {
    await ask("POST", `${tenant}/apps`, app("first", "elsewhere"));
    const wrong = filtered("filters[namespace][EQUALS]=nowhere", "namespace=nowhere");
    const { body } = await ask("GET", `${tenant}/apps/search?${wrong}`);
    expect(body.total).toBeGreaterThan(0);
  });

  it("runs tests as far as their fixtures tell", async () => {
    expect((await ask("GET", `${tenant}/tests/company.team/check`)).status).toBe(404);
    expect(
      (await ask("POST", `${tenant}/tests`, "id: check\nnamespace: company.team\nflowId: hello\n")).status,
    ).toBe(422);
    const valid = await ask("POST", `${tenant}/tests/validate`, suite("Hello"));
    expect(valid.status).toBe(200);
    expect(valid.body).not.toHaveProperty("constraints", expect.any(String));
    await ask("POST", `${tenant}/tests`, suite("Hello"));
    expect((await ask("POST", `${tenant}/tests`, suite("Hello"))).status).toBe(422);
    const { body: good } = await ask("POST", `${tenant}/tests/company.team/check/run`);
    expect(good).toMatchObject({ testSuiteId: "check", state: "SUCCESS" });
    expect(good.results.map(({ state }) => state)).toEqual(["SUCCESS", "SKIPPED"]);
    await ask("PUT", `${tenant}/tests/company.team/check`, suite("Bye"));
    const { body: bad } = await ask("POST", `${tenant}/tests/company.team/check/run`, {
      testCases: ["greets"],
    });
    expect(bad).toMatchObject({ state: "FAILED", results: [{ state: "FAILED" }] });
    expect((await ask("GET", `${tenant}/tests/company.team/check`)).body).toMatchObject({ flowId: "hello" });
    await ask("DELETE", `${tenant}/tests/company.team/check`);
    expect((await ask("POST", `${tenant}/tests/company.team/check/run`)).status).toBe(404);
  });

  it("has groups, whose names are their own, and binds roles to them", async () => {
    const { body: group } = await ask("POST", `${tenant}/groups`, { name: "Ops", description: "On call" });
    expect((await ask("POST", `${tenant}/groups`, { name: "ops" })).status).toBe(409);
    const { body: other } = await ask("POST", `${tenant}/groups`, { name: "Ops abroad" });
    expect((await ask("PUT", `${tenant}/groups/${other.id}`, { name: "Ops" })).status).toBe(409);
    expect(
      (await ask("PUT", `${tenant}/groups/${group.id}`, { name: "Ops", description: "Asleep" })).body,
    ).toMatchObject({ description: "Asleep" });
    const named = filtered("q=ops", "filters[name][EQUALS]=Ops");
    expect((await ask("GET", `${tenant}/groups/search?${named}`)).body.total).toBe(line === "2.0" ? 1 : 2);
    const { body: roles } = await ask("GET", `${tenant}/roles/search?size=100`);
    const role = roles.results.find(({ id }) => id === "admin_main");
    const binding = { type: "GROUP", externalId: group.id, roleId: role?.id };
    const { body: bound } = await ask("POST", `${tenant}/bindings`, binding);
    expect((await ask("POST", `${tenant}/bindings`, { ...binding, roleId: "nobody" })).status).toBe(404);
    const of = filtered(
      `type=GROUP&id=${group.id}`,
      `filters[type][EQUALS]=GROUP&filters[external_id][EQUALS]=${group.id}`,
    );
    expect((await ask("GET", `${tenant}/bindings/search?${of}`)).body.total).toBe(1);
    await ask("GET", `${tenant}/bindings/${bound.id}`);
    await ask("DELETE", `${tenant}/bindings/${bound.id}`);
    await ask("DELETE", `${tenant}/groups/${group.id}`);
    expect((await ask("GET", `${tenant}/groups/${group.id}`)).status).toBe(404);
    expect((await ask("GET", `${tenant}/groups/${other.id}`)).body).toMatchObject({ name: "Ops abroad" });
  });

  it("invites who has no access, once", async () => {
    const { body: group } = await ask("POST", `${tenant}/groups`, { name: "Guests" });
    const invitation = { email: "ann@example.com", groups: [group.id], roles: [{ id: "viewer_main" }] };
    expect((await ask("POST", `${tenant}/invitations`, invitation)).status).toBe(201);
    expect((await ask("POST", `${tenant}/invitations`, invitation)).status).toBe(409);
    const to = filtered("email=ann@example.com", "filters[email][EQUALS]=ann@example.com");
    const { body } = await ask("GET", `${tenant}/invitations/search?${to}`);
    expect(body.results).toMatchObject([
      { status: "PENDING", groups: [{ name: "Guests" }], roles: [{ name: "Viewer" }] },
    ]);
    const [made] = body.results;
    await ask("POST", `/api/v1/invitation/accept/${made?.id ?? ""}`);
    expect((await ask("GET", `${tenant}/invitations/${made?.id ?? ""}`)).body).toMatchObject({
      status: "ACCEPTED",
    });
    expect((await ask("POST", `${tenant}/invitations`, { email: "ann@example.com" })).status).toBe(409);
    await ask("DELETE", `${tenant}/invitations/${made?.id ?? ""}`);
    expect((await ask("DELETE", `${tenant}/invitations/${made?.id ?? ""}`)).status).toBe(404);
    await ask("POST", "/api/v1/users", { email: "bob@example.com" });
    expect((await ask("POST", `${tenant}/invitations`, { email: "bob@example.com" })).status).toBe(204);
  });

  it("shows announcements, and tells of one in its configuration", async () => {
    expect((await ask("POST", "/api/v1/banners", { message: "" })).status).toBe(422);
    const banner = { message: "Down", type: "WARNING", startDate: "2026-05-01T20:00:00Z", active: true };
    const { body: made } = await ask("POST", "/api/v1/banners", banner);
    expect((await ask("GET", "/api/v1/configs")).body).toMatchObject({
      edition: "EE",
      banner: { message: "Down" },
    });
    await ask("PUT", `/api/v1/banners/${made.id}`, { ...banner, id: made.id, active: false });
    expect((await ask("GET", "/api/v1/banners/search")).body).toEqual([
      expect.objectContaining({ active: false }),
    ]);
    await ask("DELETE", `/api/v1/banners/${made.id}`);
    expect((await ask("PUT", `/api/v1/banners/${made.id}`, banner)).status).toBe(404);
    expect((await ask("GET", "/api/v1/license-info")).body).toMatchObject({ expired: false });
  });

  it.skipIf(line === "1.0")("writes apps and tests that it takes itself", async () => {
    const prompt = { conversationId: "c1", userPrompt: "A form for hello" };
    for (const [kind, path] of [
      ["app", "apps"],
      ["test", "tests"],
    ] as const) {
      const { body } = await ask("POST", `${tenant}/ai/generate/${kind}`, prompt);
      expect((await ask("POST", `${tenant}/${path}`, body)).status).toBe(200);
      const changed = await ask("POST", `${tenant}/ai/generate/${kind}`, { ...prompt, yaml: "id: a\n" });
      expect(changed.body).toContain("id: a\n");
      expect(
        (await ask("POST", `${tenant}/ai/generate/${kind}`, { ...prompt, providerId: "nobody" })).status,
      ).toBe(503);
    }
  });

  it("tells who asks, and what a tenant holds", async () => {
    const { body } = await ask("GET", "/api/v1/me");
    expect(body).toMatchObject({ profile: { username: "service-account" }, tenants: [{ id: "main" }] });
    expect((await ask("GET", `${tenant}/usages`)).body).toMatchObject({ tenants: { count: 1 } });
    const { body: all } = await ask("GET", `${tenant}/usages/all`);
    expect(all).toMatchObject({ flows: { count: 1 }, users: { apiKeyCount: 0 } });
    if (line !== "2.0") return;
    expect((await ask("GET", "/api/v1/configs/login")).body).toEqual({ isBasicAuthInitialized: true });
  });

  it("tells of its servers, its limits and what was done", async () => {
    const everywhere = ["services/search", "services/active"];
    const ofLine =
      line === "2.0"
        ? [
            "worker-groups",
            "worker-groups/default",
            "worker-groups/default/capacity",
            "worker-groups/default/workers",
            "worker-queues",
            "worker-queues/default",
            "worker-queues/default/subscribers",
            "maintenance/status",
          ]
        : ["workergroups", "workergroups/default"];
    const others = ["/api/v1/auditlogs/search", `${tenant}/auditlogs/search`, "/api/v1/tenants/main"];
    const newer = line === "1.0" ? [] : ["/api/v1/kill-switches/search"];
    const newest = line === "2.0" ? [`${tenant}/quota-limits`, `${tenant}/worker-selectors/tags`] : [];
    const instance = [...everywhere, ...ofLine].map((path) => `/api/v1/instance/${path}`);
    for (const path of [...instance, ...others, ...newer, ...newest]) {
      expect((await ask("GET", path)).status, path).toBe(200);
    }
    const { body } = await ask("GET", "/api/v1/instance/services/search?size=1");
    const [service] = body.results;
    expect((await ask("GET", `/api/v1/instance/services/${service?.id ?? ""}`)).status).toBe(200);
    await ask("POST", "/api/v1/instance/maintenance/enter");
    await ask("POST", "/api/v1/instance/maintenance/exit");
  });

  it("keeps blueprints that somebody of the instance made", () => checkBlueprints(kestra, line));

  it("keeps plugins in several versions", () => checkVersionedPlugins(kestra));

  it("was asked for every route that it has, and its answers are those of its contract", () => {
    const reached = new Set([...kestra.reached].map(normal));
    const missing = enterpriseRoutes
      .filter(({ lines = [line] }) => (lines as readonly string[]).includes(line))
      .map(({ method, path }) => normal(`${method} ${path}`))
      .filter((route) => !reached.has(route) && !(line === "1.0" && route.includes("/ai/generate/")));
    expect(missing).toEqual([]);
  });

  it("is held to its contract by a check that finds what is wrong", () => {
    const license = {
      method: "GET",
      path: "/api/v1/license-info",
      status: 200,
      mediaType: "application/json",
    };
    expect(kestra.check({ ...license, text: '{"expired":false}' })).toEqual([]);
    expect(kestra.check({ ...license, text: '{"expired":"no"}' }).join()).toContain(
      "/expired must be boolean",
    );
    expect(kestra.check({ ...license, status: 204, text: "" }).join()).toContain("no answer 204");
    const group = { method: "POST", path: `${tenant}/groups`, status: 200, mediaType: "", text: "" };
    expect(kestra.check({ ...group, sent: { title: "Ops" } }).join()).toContain("property 'name'");
    expect(kestra.check({ ...group, path: `${tenant}/nothing` }).join()).toContain("is unknown");
  });

  it("wants its token", async () => {
    const wrong = { headers: { authorization: `Bearer ${token}x` } };
    expect((await fetch(`${kestra.sandbox.url}${tenant}/apps/search`, wrong)).status).toBe(401);
  });
});

it.each(["1.0", "1.3", "2.0"])("none of it is in the open-source edition of %s", async (line) => {
  const sandbox = await startSandbox({ line });
  const there: string[] = [];
  for (const { method, path } of enterpriseRoutes) {
    const route = path.replace("{tenant}", "main").replaceAll(/\{[^}]*\}/g, "x");
    const { status } = await fetch(sandbox.url + route, { method });
    if (![404, 405].includes(status)) there.push(`${method} ${path}: ${status}`);
  }
  const configuration = (await (await fetch(`${sandbox.url}/api/v1/configs`)).json()) as Data;
  await sandbox.close();
  expect(there).toEqual([]);
  expect(Object.keys(configuration)).not.toContain("tenants");
});
