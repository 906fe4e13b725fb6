import { describe, expect, it, onTestFinished } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import { late } from "../../../runtime/http-client/unreachable.ts";
import { createSession } from "../../../runtime/mcp/session.ts";
import { say } from "../../../runtime/text/said.ts";
import { call, textOf } from "../support/session.ts";
import { deadUrl, httpServer, type Respond } from "../support/server.ts";
import { compiled, get } from "../support/tools.ts";
import type { Environment } from "../../../runtime/environment.ts";

const secrets = /canary|acme|authorization|x-kestra|cf-access/i;

const answer: Respond = (_, response) => {
  response.setHeader("Content-Type", "application/json").end('{"id":"a"}');
};

/** One tool that asks Kestra and one that asks another service, both with the same request. */
const [getBox] = compiled.tools;
if (getBox === undefined) throw new Error("There is no tool.");
const other = {
  ...get,
  request: (input: { readonly box_id: string }) => ({ ...get.request(input), service: "catalogue" }),
};
const services = {
  catalogue: {
    ...{ title: "the catalogue", variable: "KESTRA_CATALOGUE_URL", default: "https://catalogue.invalid" },
    timeout: 5,
  },
};
const tools = {
  ...compiled,
  services,
  tools: [getBox, { ...getBox, name: "find_crate", aliases: [], behaviour: other }],
};

async function served(catalogue: Respond = answer, more: Environment = {}, url?: string) {
  const [kestra, second] = [await httpServer(answer), await httpServer(catalogue)];
  const env = {
    KESTRA_BASE_URL: kestra.url,
    KESTRA_TENANT_ID: "acme",
    KESTRA_API_TOKEN: "canary-token",
    KESTRA_API_VERSION: "2.0",
    KESTRA_MCP_EXTRA_HEADERS: "CF-Access: canary-pass",
    KESTRA_CATALOGUE_URL: url ?? `${second.url}/base`,
    ...more,
  };
  const session = createSession(tools, readConfig(env, { services }), () => undefined);
  onTestFinished(() => {
    session.close();
  });
  return { session, kestra, second };
}

describe("each service has a client of its own", () => {
  it("and Kestra's credentials, tenant and headers go to no other", async () => {
    const { session, kestra, second } = await served();
    expect(textOf(await call(session, "find_crate", { box_id: "a" }))).toBe('{"id":"a"}');
    expect(kestra.asked).toEqual([]);
    expect(second.asked.map(({ url }) => url)).toEqual(["/base/api/v1/main/boxes/a"]);
    expect(JSON.stringify(second.asked.map(({ headers }) => headers))).not.toMatch(secrets);
    await call(session, "get_box", { box_id: "a" });
    expect(kestra.asked[0]?.headers).toMatchObject({
      authorization: "Bearer canary-token",
      "cf-access": "canary-pass",
      "x-kestra-tenant": "acme",
    });
    expect(second.asked).toHaveLength(1);
  });

  it("not even where it answers at the address of Kestra", async () => {
    const { url, asked } = await httpServer(answer);
    const { session } = await served(answer, { KESTRA_BASE_URL: url }, url);
    await call(session, "find_crate", { box_id: "a" });
    expect(JSON.stringify(asked.map(({ headers }) => headers))).not.toMatch(secrets);
  });

  it("and its errors are told as its own", async () => {
    const { session } = await served((_, response) => response.writeHead(401).end());
    const refused = textOf(await call(session, "find_crate", { box_id: "a" }));
    expect(refused).toContain("catalogue refused GET /api/v1/main/boxes/a (401)");
    expect(refused).not.toMatch(/kestra_/i);
    const { session: astray } = await served((_, response) =>
      response.setHeader("Content-Type", "text/html").end("<!doctype html><title>Hello</title>"),
    );
    expect(textOf(await call(astray, "find_crate", { box_id: "a" }))).toContain(
      "an HTML page answered, which is not catalogue's API: is KESTRA_CATALOGUE_URL right,",
    );
    const { session: moved } = await served((_, response) =>
      response.writeHead(302, { Location: "/login" }).end(),
    );
    expect(textOf(await call(moved, "find_crate", { box_id: "a" }))).toContain(
      "Is KESTRA_CATALOGUE_URL right?",
    );
    const { session: lost } = await served(answer, {}, await deadUrl());
    const unreachable = textOf(await call(lost, "find_crate", { box_id: "a" }));
    expect(unreachable).toMatch(/^catalogue cannot be reached at .*is KESTRA_CATALOGUE_URL right\?/);
  });

  it("and no trace of the caller goes to another", async () => {
    const { session, kestra, second } = await served();
    const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
    await call(session, "find_crate", { box_id: "a" }, { traceparent });
    await call(session, "get_box", { box_id: "a" }, { traceparent });
    expect(second.asked[0]?.headers.traceparent).toBeUndefined();
    expect(kestra.asked[0]?.headers.traceparent).toBe(traceparent);
  });

  it("with the deadline that is its own, which no variable says", async () => {
    const { catalogue, kestra } = (await served()).session.clients;
    if (catalogue === undefined) throw new Error("It has no client.");
    expect([catalogue.connection.timeout, kestra.connection.timeout]).toEqual([5000, 30_000]);
    const sent = { request: say`GET /boxes`, changes: false, seconds: 5 };
    expect(late(catalogue.connection, sent).message).toMatch(/did not answer GET \/boxes within 5 s\.$/);
    expect(late(kestra.connection, sent).message).toContain("within 5 s (KESTRA_MCP_TIMEOUT).");
  });

  it("or none, where it has no address: then nothing is sent", async () => {
    const { session, kestra } = await served();
    const without = createSession(tools, { ...session.config, services: {} }, () => undefined);
    onTestFinished(() => {
      without.close();
    });
    expect(textOf(await call(without, "find_crate", { box_id: "a" }))).toBe(
      "The service catalogue has no address here: nothing was sent.",
    );
    expect(kestra.asked).toEqual([]);
  });
});
