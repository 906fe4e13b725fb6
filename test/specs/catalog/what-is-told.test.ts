import { expect, it, onTestFinished } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import { readConfig } from "../../../runtime/config/config.ts";
import { createSession } from "../../../runtime/mcp/session.ts";
import { call } from "../../runtime/support/session.ts";
import { httpServer, json, type Respond } from "../../runtime/support/server.ts";

const secrets = /canary|acme|authorization|cookie|x-kestra|cf-access|traceparent/i;
const all = { version: "1.2.3", ...compiled };
const services = compiled.services;

/** A Kestra whose answers hold what must not leave it. */
const kestra: Respond = ({ url }, response) => {
  const mine = { name: "plugin-canary", title: "canary", tasks: [{ cls: "io.example.canary.Task" }] };
  if (url.startsWith("/api/v1/configs"))
    json(response, { version: "2.0.4", edition: "OSS", uuid: "canary-uuid" });
  else if (url.startsWith("/api/v1/plugins?")) json(response, { results: [mine], total: 1 });
  else response.writeHead(404).end("canary");
};
const catalog: Respond = ({ url }, response) => {
  if (url === "/v1/plugins")
    json(response, [{ name: "plugin-box", tasks: [{ cls: "io.example.box.Open" }] }]);
  else if (url.startsWith("/v1/search")) json(response, { results: [] });
  else response.writeHead(404).end();
};

/** A call, and the requests besides that for all plugins that it makes there. */
const calls: readonly (readonly [string, object, readonly string[]])[] = [
  ["list_plugins", {}, []],
  ["versions", {}, []],
  ["list_triggers", {}, []],
  ["plugin_tasks", { plugin: "plugin-box" }, []],
  ["search", { query: "open a box" }, []],
  ["search", { query: "open a box", type: "DOCS" }, ["/v1/search?q=open%20a%20box&type=DOCS"]],
  [
    "task_schema",
    { cls: "io.example.box.Open" },
    [
      "/v1/plugins/definitions/io.example.box.Open?markdown=false",
      "/v1/plugins/artifacts/core-compatibility/2.0.4/latest",
    ],
  ],
  ["plugin_versions", { plugin: "plugin-box" }, ["/v1/plugins/artifacts/plugin-box"]],
  ["blueprints", { query: "a box" }, ["/v1/blueprints/versions/latest?q=a%20box&size=200&page=1"]],
  ["get_blueprint_flow", { id: "open-box" }, ["/v1/blueprints/open-box/versions/latest"]],
  ["get_doc", { path: "docs/boxes/lids", version: "2.0" }, ["/v1/docs/docs/boxes/lids/versions/2.0.0"]],
  ["list_doc_children", { version: "2.0" }, ["/v1/docs/docs/versions/2.0.0/children"]],
  ["search_docs", { query: "a box" }, ["/v1/search?q=a%20box&type=DOCS"]],
];

it.each(calls)(
  "of %s %j the public catalogue is told what is looked up, and nothing else",
  async (tool, values, urls) => {
    const [own, there] = [await httpServer(kestra), await httpServer(catalog)];
    const env = {
      KESTRA_BASE_URL: own.url,
      KESTRA_TENANT_ID: "acme",
      KESTRA_API_TOKEN: "canary-token",
      KESTRA_MCP_EXTRA_HEADERS: "CF-Access: canary-pass",
      KESTRA_CATALOG_URL: there.url,
    };
    const session = createSession(all, readConfig(env, { services }), () => undefined);
    onTestFinished(() => {
      session.close();
    });
    const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
    await call(session, tool, values, { traceparent });
    const asked = there.asked.map(({ url }) => url).filter((url) => url !== "/v1/plugins");
    expect([...new Set(asked)]).toEqual(urls);
    for (const { method, headers, body, url } of there.asked) {
      const { "user-agent": program, ...others } = headers;
      expect({ method, program, body: body.length }).toEqual({
        method: "GET",
        program: "kestra-mcp/1.2.3",
        body: 0,
      });
      expect(Object.keys(others).sort()).toEqual(["accept", "accept-encoding", "connection", "host"]);
      expect(`${url} ${JSON.stringify(headers)}`).not.toMatch(secrets);
    }
  },
);

it.each(["instance", "offline"])("nothing is told where KESTRA_CATALOG is %s", async (sources) => {
  const [own, there] = [await httpServer(kestra), await httpServer(catalog)];
  const env = { KESTRA_BASE_URL: own.url, KESTRA_CATALOG_URL: there.url, KESTRA_CATALOG: sources };
  const session = createSession(all, readConfig(env, { services }), () => undefined);
  onTestFinished(() => {
    session.close();
  });
  for (const [tool, values] of calls) await call(session, tool, values);
  expect(there.asked).toEqual([]);
});
