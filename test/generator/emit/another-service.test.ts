import { describe, expect, it, onTestFinished, vi } from "vitest";
import { toldText } from "../../../generator/emit/told.ts";
import { dryRun } from "../../../runtime/cli/commands/dry-run.ts";
import { catalogOf } from "../../../runtime/compiled/catalog.ts";
import { path } from "../../../runtime/compiled/request.ts";
import { takesConnection } from "../../../runtime/connections/connection-argument.ts";
import { composite } from "../../../runtime/compiled/operation.ts";
import { readConfig } from "../../../runtime/config/config.ts";
import type { Environment } from "../../../runtime/environment.ts";
import { KestraError } from "../../../runtime/errors.ts";
import { listed } from "../../../runtime/catalog/listing.ts";
import { createSession } from "../../../runtime/mcp/session.ts";
import { callAsking, call, list, textOf } from "../../runtime/support/session.ts";
import { deadUrl, httpServer, type Respond } from "../../runtime/support/server.ts";
import { compiled, get, getBox } from "../../runtime/support/tools.ts";
import { manageCatalogue } from "./cases/another-service/expected.ts";
import { modelOf } from "./models.ts";

/* The golden tool that asks another service, run against a Kestra and that service. */

const told = JSON.parse(toldText([await modelOf("another-service")])) as readonly object[];

const catalogBox = {
  ...get,
  request: ({ box_id }: { readonly box_id: string }) => ({
    ...{ service: "catalog", method: "GET" as const },
    path: path`/v1/boxes/${box_id}`,
  }),
  services: ["catalog"],
};

/** Asks Kestra first, and more than once; and the service where Kestra does not answer. */
const find = composite({
  input: get.input,
  calls: { here: get, there: catalogBox },
  offline: true,
  async steps({ box_id }, kestra) {
    const why: string[] = [];
    for (let times = 0; times < 3; times++) {
      try {
        return { ...(await kestra.here({ box_id })), why: why.join() };
      } catch (error) {
        if (!(error instanceof KestraError)) throw error;
        why.push(String(error.said));
      }
    }
    return { ...(await kestra.there({ box_id })), why: [...new Set(why)].join() };
  },
});

const services = {
  catalog: { title: "the catalogue", variable: "KESTRA_CATALOG_URL", default: "https://catalog.invalid" },
};
const tools = {
  ...compiled,
  services,
  toolsets: { ...compiled.toolsets, flow: { title: "Flows", description: "Flows.", default: true } },
  tools: [
    getBox,
    ...catalogOf(told, [manageCatalogue]),
    { ...getBox, name: "find_box", aliases: [], behaviour: find },
  ],
};

const alive: Respond = (_, response) => {
  response.setHeader("Content-Type", "application/json").end('{"id":"a"}');
};

async function served(answer: Respond = alive, more: Environment = {}) {
  const kestra = await httpServer(answer);
  const catalog = await httpServer((_, response) => {
    response.setHeader("Content-Type", "application/json");
    response.end('{"results":[{"name":"s3","group":"io.example"}],"total":1,"id":"c"}');
  });
  const env = {
    KESTRA_BASE_URL: kestra.url,
    KESTRA_TENANT_ID: "acme",
    KESTRA_USERNAME: "canary-user",
    KESTRA_PASSWORD: "canary-word",
    KESTRA_API_VERSION: "2.0",
    KESTRA_MCP_CONFIRM: "destructive",
    KESTRA_CATALOG_URL: `${catalog.url}/mirror`,
    ...more,
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

/** Takes a request and never answers it. */
const hung: Respond = () => undefined;

const unknown = { KESTRA_API_VERSION: "", KESTRA_USERNAME: "", KESTRA_PASSWORD: "" };

describe("a call that asks another service alone", () => {
  it("needs no Kestra: nothing is asked there and nobody waits", async () => {
    const { session, kestra, catalog } = await served(hung, unknown);
    const result = await call(session, "manage_catalogue", { action: "list" });
    expect(result.structuredContent).toMatchObject({ total: 1 });
    const { err, out = "" } = await dryRun(session, "manage_catalogue", { action: "list" });
    expect(err).toBeUndefined();
    expect(out).toContain("/mirror/v1/plugins");
    expect(kestra.asked).toEqual([]);
    expect(catalog.asked).toHaveLength(1);
  });

  it("is listed and answers where nothing listens, too, and where Kestra refuses who asks", async () => {
    const { session } = await served(alive, { ...unknown, KESTRA_BASE_URL: await deadUrl() });
    expect((await list(session)).map(({ name }) => name)).toContain("manage_catalogue");
    expect(await call(session, "manage_catalogue", { action: "list" })).not.toHaveProperty("isError", true);
    const closed = await served((_, response) => response.writeHead(401).end(), unknown);
    expect(await call(closed.session, "manage_catalogue", { action: "list" })).not.toHaveProperty(
      "isError",
      true,
    );
    expect(closed.kestra.asked).toEqual([]);
  });

  it("takes no connection: whichever it is, the service is the same", () => {
    const [box, catalogue] = tools.tools.map((tool) => takesConnection(tool));
    expect([box, catalogue]).toEqual([true, false]);
  });
});

describe("steps that ask Kestra first and another service then", () => {
  it.each(["", "2.0"])("go on where nothing listens (release %j), and know why", async (release) => {
    const away = { ...unknown, KESTRA_API_VERSION: release, KESTRA_BASE_URL: await deadUrl() };
    const { session, catalog } = await served(alive, away);
    const found = await call(session, "find_box", { box_id: "a" });
    expect(found.structuredContent).toMatchObject({
      why: expect.stringMatching(/^Kestra cannot be reached at /) as unknown,
    });
    expect(JSON.stringify(found.structuredContent).match(/cannot be reached/g)).toHaveLength(1);
    expect(catalog.asked).toHaveLength(1);
  });

  it("wait once for one that never answers", async () => {
    const { session, kestra, catalog } = await served(hung, unknown);
    vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort());
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    const found = await call(session, "find_box", { box_id: "a" });
    expect(found.structuredContent).toMatchObject({
      why: expect.stringMatching(
        /^Kestra at \S+ did not answer GET \/api\/v1\/configs within 5 s\. Is it running, and is KESTRA_BASE_URL right\?$/,
      ) as unknown,
    });
    expect(kestra.asked.length).toBeLessThanOrEqual(1);
    expect(catalog.asked).toHaveLength(1);
  });
});
