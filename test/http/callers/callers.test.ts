import { expect, onTestFinished, test } from "vitest";
import { catalog } from "../../../generated/catalog.ts";
import { compiled } from "../../../generated/compiled.ts";
import { startSandbox, type Sandbox, type SandboxOptions } from "../../../sandbox/server.ts";
import { connected, ways } from "../support/clients.ts";
import { openSession, rpc, send } from "../support/raw.ts";
import { box, serving } from "../support/serving.ts";

const tools = { version: "9.9.9", ...compiled };
const ofEnterprise = catalog.filter(({ toolset }) => toolset === "ee").map(({ name }) => name);

const operators = { username: "operator@kestra.io", password: "canary-operator-31" };
const anns = { username: "ann@kestra.io", password: "canary-ann-82" };
const token = "canary-token-55";

async function sandbox(options: SandboxOptions): Promise<Sandbox> {
  const started = await startSandbox(options);
  onTestFinished(() => started.close());
  return started;
}

/** The operator's open-source 1.3, Ann's open-source 1.0, and an Enterprise 2.0 with a token; a flow in each. */
async function threeKestras(more: Record<string, string> = {}) {
  const operator = await sandbox({ line: "1.3", ...operators });
  const ann = await sandbox({ line: "1.0", ...anns });
  const company = await sandbox({ line: "2.0", edition: "ee", token });
  const env = {
    KESTRA_BASE_URL: operator.url,
    KESTRA_USERNAME: operators.username,
    KESTRA_PASSWORD: operators.password,
    KESTRA_MCP_ALLOWED_BASE_URLS: `${ann.url},${company.url}`,
    ...more,
  };
  const served = await serving(box, { env, tools });
  const whose = {
    operator: {},
    ann: {
      "X-Kestra-Base-Url": ann.url,
      "X-Kestra-Username": anns.username,
      "X-Kestra-Password": anns.password,
    },
    company: { "X-Kestra-Base-Url": `${company.url}/api/v1/main`, "X-Kestra-Token": token },
  };
  return { served, whose, sandboxes: { operator, ann, company } };
}

type Who = "operator" | "ann" | "company";

const flowOf = (who: Who) => ({
  yaml_definition: `id: of_${who}\nnamespace: shop\ntasks:\n  - {id: a, type: io.kestra.plugin.core.log.Log, message: hi}\n`,
});

test.each(ways)("%s: callers at the same time see their own tools and data alone", async (way) => {
  const stateless = way.endsWith("without sessions") ? { KESTRA_MCP_STATELESS: "true" } : undefined;
  const { served, whose, sandboxes } = await threeKestras(stateless);
  const all: readonly Who[] = ["operator", "ann", "company"];
  const clients = await Promise.all(
    all.map(async (who) => ({ who, client: await connected(way, served.url, whose[who]) })),
  );
  await Promise.all(
    clients.map(async ({ who, client }) => {
      const listed = await client.list();
      const enterprise = ofEnterprise.filter((name) => listed.includes(name));
      expect(enterprise, who).toEqual(who === "company" ? ofEnterprise : []);
      const created = await client.call("create_flow_from_yaml", flowOf(who));
      expect(created, who).toContain(`of_${who}`);
    }),
  );
  const rounds = Array.from({ length: 5 }, () => clients).flat();
  const texts = await Promise.all(
    rounds.map(async ({ who, client }) => {
      const text = await client.call("list_flows_in_namespace", { namespace: "shop" });
      return [who, all.filter((one) => text.includes(`of_${one}`))];
    }),
  );
  for (const [who, seen] of texts) expect(seen).toEqual([who]);
  for (const who of all) expect(sandboxes[who].requests.length).toBeGreaterThan(5);
  const out = JSON.stringify([served.logged, texts]);
  expect(out).not.toContain("canary");
});

test("a session belongs to the credentials that opened it", async () => {
  const { url } = await serving(box);
  const ann = { "X-Kestra-Token": "canary-ann" };
  const id = await openSession(url, ann);
  const ask = async (headers: Record<string, string>, method = "POST") => {
    const body = method === "POST" ? { body: rpc("ping") } : {};
    const sent = await send(url, { method, headers: { ...headers, "Mcp-Session-Id": id }, ...body });
    return [sent.status, sent.message.error?.message];
  };
  expect((await ask(ann))[0]).toBe(200);
  const others = [
    {},
    { "X-Kestra-Token": "canary-bob" },
    { ...ann, "X-Kestra-Tenant": "other" },
    { "X-Kestra-Username": "ann", "X-Kestra-Password": "canary-ann" },
  ];
  for (const other of others) {
    for (const method of ["POST", "GET", "DELETE"]) {
      expect(await ask(other as Record<string, string>, method)).toEqual([
        404,
        expect.stringMatching(/^Session not found: .* Send initialize/),
      ]);
    }
  }
  expect((await ask({ ...ann, "X-Kestra-Tenant": "main" }))[0]).toBe(200);
  expect((await ask(ann, "DELETE"))[0]).toBe(200);
  expect((await ask(ann))[0]).toBe(404);
});
