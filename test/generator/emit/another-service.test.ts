import { describe, expect, it, onTestFinished } from "vitest";
import { toldText } from "../../../generator/emit/told.ts";
import { dryRun } from "../../../runtime/cli/dry-run.ts";
import { catalogOf } from "../../../runtime/compiled/catalog.ts";
import { readConfig } from "../../../runtime/config/config.ts";
import { listed } from "../../../runtime/catalog/listing.ts";
import { createSession } from "../../../runtime/mcp/session.ts";
import { callAsking, call, textOf } from "../../runtime/support/session.ts";
import { httpServer } from "../../runtime/support/server.ts";
import { compiled, getBox } from "../../runtime/support/tools.ts";
import { manageCatalogue } from "./cases/another-service/expected.ts";
import { modelOf } from "./models.ts";

/* The golden tool that asks another service, run against a Kestra and that service. */

const told = JSON.parse(toldText([await modelOf("another-service")])) as readonly object[];
const services = {
  catalog: { title: "the catalogue", variable: "KESTRA_CATALOG_URL", default: "https://catalog.invalid" },
};
const tools = {
  ...compiled,
  services,
  toolsets: { ...compiled.toolsets, flow: { title: "Flows", description: "Flows.", default: true } },
  tools: [getBox, ...catalogOf(told, [manageCatalogue])],
};

async function served() {
  const kestra = await httpServer((_, response) => {
    response.setHeader("Content-Type", "application/json").end('{"id":"a"}');
  });
  const catalog = await httpServer((_, response) => {
    response.setHeader("Content-Type", "application/json");
    response.end('{"results":[{"name":"s3","group":"io.example"}],"total":1}');
  });
  const env = {
    KESTRA_BASE_URL: kestra.url,
    KESTRA_TENANT_ID: "acme",
    KESTRA_USERNAME: "canary-user",
    KESTRA_PASSWORD: "canary-word",
    KESTRA_API_VERSION: "2.0",
    KESTRA_MCP_CONFIRM: "destructive",
    KESTRA_CATALOG_URL: `${catalog.url}/mirror`,
  };
  const session = createSession(tools, readConfig(env, { services }), () => undefined);
  onTestFinished(() => {
    session.close();
  });
  return { session, kestra, catalog };
}

describe("a printed tool that asks another service", () => {
  it("asks that service, without what is Kestra's, and Kestra with it", async () => {
    const { session, kestra, catalog } = await served();
    const result = await call(session, "manage_catalogue", { action: "list", category: "STORAGE" });
    expect(result.structuredContent).toEqual({ results: [{ name: "s3", group: "io.example" }], total: 1 });
    expect(catalog.asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET /mirror/v1/plugins?category=STORAGE",
    ]);
    expect(JSON.stringify(catalog.asked[0]?.headers)).not.toMatch(/authorization|acme|x-kestra|canary/i);
    expect(kestra.asked).toEqual([]);
    await call(session, "get_box", { box_id: "a" });
    expect(kestra.asked[0]?.headers.authorization).toMatch(/^Basic /);
    expect(catalog.asked).toHaveLength(1);
  });

  it("shows in a dry run what would be sent, and where", async () => {
    const { session, kestra, catalog } = await served();
    const { out = "" } = await dryRun(session, "manage_catalogue", { action: "list" });
    expect(out).toContain(`GET ${catalog.url}/mirror/v1/plugins\n`);
    expect(out).not.toMatch(/authorization|acme/i);
    expect([...kestra.asked, ...catalog.asked]).toEqual([]);
  });

  it("names the service to the person who is asked first", async () => {
    const { session, catalog } = await served();
    const asked = await callAsking(session, "manage_catalogue", { action: "drop", draft_id: "3" });
    expect(JSON.stringify(asked)).toContain("catalog DELETE /v1/drafts/3");
    expect(catalog.asked).toEqual([]);
  });

  it("is hinted to reach what lies outside of Kestra", () => {
    const [box, catalogue] = tools.tools.map((tool) => listed(tool).annotations.openWorldHint);
    expect([box, catalogue]).toEqual([false, true]);
  });

  it("cannot be made to leave its route", async () => {
    const { session, catalog } = await served();
    const drop = { action: "drop", draft_id: ".." };
    expect(textOf(await call(session, "manage_catalogue", drop))).toContain("draft_id");
    expect(catalog.asked).toEqual([]);
  });
});
