import { z } from "zod";
import { describe, expect, it } from "vitest";
import { nobody } from "../../../runtime/auth/principal.ts";
import { file } from "../../../runtime/compiled/read.ts";
import { path } from "../../../runtime/compiled/request.ts";
import { lazy } from "../../../runtime/lazy.ts";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import { unwatched } from "../../../runtime/mcp/messages.ts";
import type { CompiledTexts, TemplateDefinition } from "../../../runtime/catalog/texts.ts";
import type { Operation, ToolDefinition } from "../../../runtime/tool/definition.ts";
import { call, sessionFor } from "../support/session.ts";
import { configs, httpServer, json, type Respond } from "../support/server.ts";
import { compiled, getBox } from "../support/tools.ts";

const input = lazy(() => z.strictObject({ box_id: z.string(), uri: z.string() }));

const resource = {
  uriTemplate: "box:///{+shelf}/{box_id}/{+file}",
  name: "box_file",
  title: "Box file",
  description: "A file in a box.",
};

const read = {
  effect: "read",
  idempotent: true,
  input,
  request: ({ box_id, uri }) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/boxes/${box_id}/file`,
    query: { uri },
  }),
  read: file((answer, { uri }: z.output<ReturnType<typeof input>>) => ({ uri, ...answer })),
  limit: { text: "content" },
  links: resource.uriTemplate,
} satisfies Operation<z.output<ReturnType<typeof input>>, object>;

const toolOf = (behaviour: ToolDefinition["behaviour"]): ToolDefinition => ({
  ...getBox,
  name: "read_file",
  aliases: [],
  inputSchema: {
    type: "object",
    properties: { action: { type: "string" }, box_id: { type: "string" }, uri: { type: "string" } },
    required: ["box_id", "uri"],
  },
  behaviour,
});

/** The arguments of the call that reads it: of a tool with actions, with that one. */
const given = (behaviour: ToolDefinition["behaviour"]) => ({
  box_id: "{{box_id}}",
  uri: "{{uri}}",
  ...("actions" in behaviour && behaviour.default === undefined && { action: "read" }),
});

const textsFor = (...templates: readonly TemplateDefinition[]): CompiledTexts => ({
  kinds: ["templates"],
  load: () => Promise.resolve({ prompts: [], completions: {}, templates }),
});

const uri = "box:///top/b1/a%20b.txt";

/** A server of this tool on a Kestra that answers so. */
async function serverOf(
  behaviour: ToolDefinition["behaviour"],
  respond: Respond,
  env = {},
  more: Partial<ToolDefinition> = {},
) {
  const { url, asked } = await httpServer((one, response) => {
    if (one.url === "/api/v1/configs") json(response, configs);
    else respond(one, response);
  });
  const all = {
    ...compiled,
    tools: [...compiled.tools, { ...toolOf(behaviour), ...more }],
    texts: textsFor({ ...resource, tool: "read_file", with: given(behaviour), complete: {} }),
  };
  const session = sessionFor(url, env, all);
  const { methods, capabilities } = kestraService("9.9.9", all);
  const ask = async (method: string, params = {}, protocol = "2025-11-25"): Promise<object> => {
    const context = { session, signal: new AbortController().signal, progress: unwatched, protocol };
    const answer = await methods[method]?.(params, { ...context, principal: nobody });
    return answer ?? {};
  };
  return { ask, asked, session, capabilities };
}

const text: Respond = (_, response) => {
  response.setHeader("content-type", "application/octet-stream").end("apple");
};

describe("the page of a tool", () => {
  const view = () => Promise.resolve({ html: "<p>boxes</p>" });
  const page = { text: "<p>boxes</p>", mimeType: "text/html;profile=mcp-app" };
  const paged = (env = {}) => serverOf(read, text, env, { view });

  it("is read at its address, and at that of an older one, and is in no list", async () => {
    const { ask, asked, capabilities } = await paged();
    expect(capabilities.extensions).toEqual({ "io.modelcontextprotocol/ui": { mimeTypes: [page.mimeType] } });
    for (const hash of ["0ld", "abc123"]) {
      const address = `ui://kestra/read_file-${hash}.html`;
      const csp = { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] };
      expect(await ask("resources/read", { uri: address })).toEqual({
        contents: [{ uri: address, ...page, _meta: { ui: { csp, prefersBorder: true } } }],
      });
    }
    expect(await ask("resources/list")).toEqual({ resources: [] });
    expect(asked.filter(({ url }) => url.includes("/boxes/"))).toEqual([]);
  });

  it.each([
    ["its tool is hidden", { KESTRA_MCP_DISABLED_TOOLS: "read_file" }, "read_file", "read_file is hidden"],
    ["its tool has none", {}, "get_box", "Unknown resource: ui://kestra/get_box-1.html."],
    ["there is no such tool", {}, "nothing", "Unknown resource: ui://kestra/nothing-1.html."],
  ])("is not there where %s", async (_, env, name, words) => {
    const { ask } = await paged(env);
    await expect(ask("resources/read", { uri: `ui://kestra/${name}-1.html` })).rejects.toThrow(words);
  });

  it.each([
    "ui://kestra/read_file.html",
    "ui://other/read_file-1.html",
    "ui://kestra/../read_file-1.html",
    7,
  ])("is not at %s", async (address) => {
    const { ask } = await paged();
    await expect(ask("resources/read", { uri: address })).rejects.toThrow("Unknown resource");
  });

  it("is not spoken of where no tool has one", async () => {
    const { capabilities } = await serverOf(read, text);
    expect(capabilities).not.toHaveProperty("extensions");
  });
});

describe("what a tool names", () => {
  it("is a template, a link and a resource", async () => {
    const { ask, asked, session, capabilities } = await serverOf(read, text);
    expect(capabilities).toHaveProperty("resources");
    expect(await ask("resources/templates/list")).toEqual({ resourceTemplates: [resource] });
    await expect(ask("resources/templates/list", { cursor: "2" })).rejects.toThrow("one page only");
    const { content } = await call(session, "read_file", { box_id: "b1", uri }, { protocol: "2025-06-18" });
    expect(content.filter(({ type }) => type === "resource_link")).toMatchObject([
      { type: "resource_link", uri, name: "a b.txt" },
    ]);
    const { content: old } = await call(session, "read_file", { box_id: "b1", uri });
    expect(old.map(({ type }) => type)).toEqual(["text", "text"]);
    expect(await ask("resources/read", { uri })).toEqual({
      contents: [{ uri, mimeType: "text/plain", text: "apple" }],
    });
    expect(asked.at(-1)?.url).toBe(`/api/v1/main/boxes/b1/file?uri=${encodeURIComponent(uri)}`);
  });

  it.each([
    ["an action of a tool", { by: "action", actions: { read } }],
    ["the default of one", { by: "action", default: "read", actions: { read } }],
  ] as const)("is read by %s", async (_, behaviour) => {
    const { ask } = await serverOf(behaviour, text);
    expect(await ask("resources/read", { uri })).toMatchObject({ contents: [{ text: "apple" }] });
  });

  it.each([
    [
      "its tool is hidden",
      read,
      { KESTRA_MCP_DISABLED_TOOLS: "read_file" },
      "is read by read_file, which is hidden",
    ],
    ["its toolset is off", read, { KESTRA_MCP_ENABLED_TOOLS: "crate" }, "KESTRA_MCP_ENABLED_TOOLS does not"],
    ["the server lacks a part", { ...read, uses: ["downloads"] as const }, {}, "KESTRA_MCP_DOWNLOAD_DIR"],
    ["the line has it not", { ...read, lines: ["2.0"] }, {}, "needs a Kestra of release 2.0"],
    ["the edition has it not", { ...read, edition: "ee" as const }, {}, "needs the Enterprise Edition"],
  ])("is not there where %s", async (_, behaviour, env, words) => {
    const { ask, asked } = await serverOf(behaviour, text, env);
    expect(await ask("resources/templates/list")).toEqual({ resourceTemplates: [] });
    const reading = ask("resources/read", { uri });
    await expect(reading).rejects.toThrow(words);
    await expect(reading).rejects.toMatchObject({ code: -32002, data: { uri } });
    expect(asked.every((one) => one.url === "/api/v1/configs")).toBe(true);
  });

  it.each([
    [404, -32002],
    [403, -32603],
    [500, -32603],
  ])("is told by who must act where Kestra says %i", async (status, code) => {
    const respond: Respond = (_, response) => {
      response.writeHead(status, { "content-type": "application/json" }).end('{"message":"no"}');
    };
    const { ask } = await serverOf(read, respond);
    await expect(ask("resources/read", { uri })).rejects.toMatchObject({ code });
    const later = ask("resources/read", { uri }, "2026-07-28");
    await expect(later).rejects.toMatchObject({ code: code === -32002 ? -32602 : code });
  });

  it.each([2_097_153, 10_485_761])("is refused with its size where it has %i bytes", async (size) => {
    const { ask } = await serverOf({ ...read, excerpt: "file" }, (_, response) => {
      response.setHeader("content-type", "application/octet-stream").end(Buffer.alloc(size, "a"));
    });
    await expect(ask("resources/read", { uri })).rejects.toMatchObject({
      code: -32603,
      message: `${uri} has ${size} bytes, and a resource that is read at most 2097152. Call read_file, which gives it in parts.`,
    });
  });

  it("is refused with what it has, whatever size is told of it", async () => {
    const stale = { ...read, read: file((answer) => ({ uri, size: 5, ...answer })) };
    const { ask } = await serverOf(stale, (_, response) => {
      response.setHeader("content-type", "application/octet-stream").end(Buffer.alloc(2_097_153, "a"));
    });
    await expect(ask("resources/read", { uri })).rejects.toThrow("has 2097153 bytes");
  });

  /** A server whose tool reads boxes by addresses that say their tenant. */
  async function serverOfTenants(more: Partial<TemplateDefinition>) {
    const { url } = await httpServer((one, response) => {
      if (one.url === "/api/v1/configs") json(response, configs);
      else text(one, response);
    });
    const template = {
      ...resource,
      uriTemplate: "box://{tenant}/{box_id}",
      tool: "read_file",
      with: { box_id: "{{box_id}}", uri: "{{uri}}" },
      complete: {},
      ...more,
    };
    const all = {
      ...compiled,
      tools: [...compiled.tools, toolOf({ ...read, links: template.uriTemplate })],
      texts: textsFor(template),
    };
    const session = sessionFor(url, {}, all);
    const { methods } = kestraService("9.9.9", all);
    return async (address: string) =>
      methods["resources/read"]?.(
        { uri: address },
        { session, signal: new AbortController().signal, progress: unwatched, principal: nobody },
      );
  }

  it("is of the tenant of the connection, and of no other", async () => {
    const ask = await serverOfTenants({ mimeType: "text/x-box" });
    expect(await ask("box://main/b1")).toEqual({
      contents: [{ uri: "box://main/b1", mimeType: "text/x-box", text: "apple" }],
    });
    await expect(ask("box://other/b1")).rejects.toThrow("tenant main, and not other");
  });

  it("holds the key that its template names", async () => {
    expect(await (await serverOfTenants({ text: "uri" }))("box://main/b1")).toMatchObject({
      contents: [{ text: "box://main/b1", mimeType: "text/plain" }],
    });
  });
});
