import { nobody } from "../../../runtime/auth/principal.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalog } from "../../../generated/catalog.ts";
import { callTool, type CallNeeds } from "../../../runtime/call/call.ts";
import { choose } from "../../../runtime/tool/choose.ts";
import type { Context } from "../../../runtime/tool/context.ts";
import { createHttp, type Http } from "../../../runtime/http-client/http-client.ts";
import type { RequestPlan } from "../../../runtime/http-client/request-plan.ts";
import { isChoice } from "../../../runtime/tool/definition.ts";
import { startEnterprise, token, type EnterpriseKestra } from "../../sandbox/enterprise-kestra.ts";
import type { Data } from "../../support/data.ts";

const appYaml =
  "id: form\nnamespace: company.team\ntype: io.kestra.plugin.ee.apps.Execution\nflowId: hello\n";
const testYaml = `id: check
namespace: company.team
flowId: hello
testCases:
  - { id: one, type: io.kestra.core.tests.flow.UnitTest, assertions: [{ value: "1", equalTo: "1" }] }
`;
const flow =
  "id: hello\nnamespace: company.team\ntasks:\n  - { id: t, type: io.kestra.plugin.core.log.Log, message: Hi }\n";
const suite = { namespace: "company.team", id_: "check" };
const banner = {
  message: "Down",
  type: "WARNING",
  startDate: "2026-05-01",
  endDate: "2026-05-02T10:00:00+02:00",
  tenantId: "main",
};

/** What a Kestra is asked in this order, so that every request that these tools can make is made. */
async function askAll(call: Call, line: string): Promise<void> {
  await call("get_instance_info");
  await call("get_instance_info", { info: "license_info" });
  const app = await call("manage_apps", { action: "create", yaml_source: appYaml });
  await call("manage_apps", { action: "create", yaml_source: appYaml });
  for (const action of ["disable", "enable", "delete"]) await call("manage_apps", { action, uid: app.uid });
  await call("search_apps", {
    q: "form",
    namespace: "company",
    tags: ["a"],
    flowId: "hello",
    sort: ["name:asc"],
  });
  await call("manage_tests", { action: "create", yaml_source: testYaml });
  await call("manage_tests", { action: "create", yaml_source: testYaml });
  for (const action of ["run", "delete"]) await call("manage_tests", { action, ...suite });
  const { id: id_ } = await call("manage_announcements", { action: "create", ...banner });
  await call("manage_announcements", { action: "create", message: "Up" });
  await call("manage_announcements", { action: "update", id_, ...banner, active: false });
  await call("manage_announcements", { action: "list" });
  await call("manage_announcements", { action: "delete", id_ });
  const group = await call("manage_group", { action: "create", name: "Ops", role: "editor" });
  await call("manage_group", { action: "create", name: "Ops", description: "On call", role: "viewer" });
  await call("manage_group", {
    action: "update",
    id_: group.id,
    name: "Ops",
    description: "Off",
    role: "admin",
  });
  await call("manage_group", { action: "get", id_: group.id });
  const invited = await call("invite_user", {
    email: "ann@example.com",
    group_names: ["Ops"],
    role: "admin",
  });
  for (const action of ["get", "delete"]) await call("manage_invitations", { action, id_: invited.id });
  await call("manage_group", { action: "delete", id_: group.id });
  if (line === "1.0") return;
  for (const name of ["generate_app", "generate_test"]) {
    await call(name, { user_prompt: "Hello", auto_create: true, provider_id: "sandbox" });
    await call(name, { user_prompt: "Hello", auto_create: true });
  }
}

type Call = (name: string, values?: Readonly<Record<string, unknown>>) => Promise<Data>;

describe.each(["1.0", "1.3", "2.0"])("on %s", (line) => {
  let kestra: EnterpriseKestra;
  let http: Http;
  const wrong: string[] = [];
  const called = new Set<string>();

  beforeAll(async () => {
    kestra = await startEnterprise(line);
    await kestra.ask("POST", "/api/v1/main/flows", flow);
    http = createHttp({
      baseUrl: kestra.sandbox.url,
      tenant: "main",
      credentials: { kind: "bearer", token },
      timeout: 10_000,
    });
  });
  afterAll(async () => {
    http.close();
    await kestra.sandbox.close();
  });

  const { signal } = new AbortController();
  const send: Context["send"] = async (plan, options) => {
    const answer = await http.send(plan, { ...options, signal });
    const path = String(plan.path).replace("{tenant}", "main");
    wrong.push(...kestra.check({ method: plan.method, path, sent: sentBy(plan), ...answer }));
    return answer;
  };
  const context: Context = {
    instance: { line, edition: "ee" },
    tenant: "main",
    signal,
    now: () => new Date(),
    uuid: () => crypto.randomUUID(),
    principal: nobody,
    progress: () => undefined,
    mask: (text: string) => text,
    send,
  };
  const caller: CallNeeds = {
    prepare: () => Promise.resolve(context),
    signal,
    log: () => undefined,
    mask: (text) => text,
  };

  const call: Call = async (name, values = {}) => {
    const tool = catalog.find((it) => it.name === name);
    if (tool === undefined) throw new Error(`There is no ${name}.`);
    if (isChoice(tool.behaviour)) called.add(`${name} ${choose(tool, values).action?.name ?? ""}`);
    else called.add(name);
    const { content, structuredContent, isError } = await callTool(tool, values, caller);
    if (isError === true) throw new Error(`${name} ${JSON.stringify(values)}: ${content[0]?.text ?? ""}`);
    return structuredContent as unknown as Data;
  };

  it("every tool and every action sends and hears what its contract says", async () => {
    await askAll(call, line);
    expect(wrong).toEqual([]);
    const all = catalog
      .filter(({ toolset, name }) => toolset === "ee" && !(line === "1.0" && name.startsWith("generate_")))
      .flatMap(({ name, behaviour }) =>
        isChoice(behaviour) ? Object.keys(behaviour.actions).map((action) => `${name} ${action}`) : [name],
      );
    expect([...called].sort()).toEqual(all.sort());
  });
});

/** A body as it arrives: JSON, or a text. */
function sentBy({ body }: RequestPlan): unknown {
  if (body?.kind === "json") return JSON.parse(JSON.stringify(body.value));
  return body?.kind === "text" ? body.text : undefined;
}
