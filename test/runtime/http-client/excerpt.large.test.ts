import { describe, expect, test } from "vitest";
import { z } from "zod";
import { file, text } from "../../../runtime/compiled/read.ts";
import type { RequestPlan } from "../../../runtime/http-client/request-plan.ts";
import type { Operation, ToolDefinition } from "../../../runtime/tool/definition.ts";
import { configs, httpServer, json, type Respond } from "../support/server.ts";
import { call, sessionFor, textOf } from "../support/session.ts";
import { compiled, getBox } from "../support/tools.ts";

const input = () => z.strictObject({ offset: z.int().default(0) });

const operation = {
  effect: "read",
  idempotent: true,
  lines: ["1.3"],
  input,
  request: (): RequestPlan => ({ method: "GET", path: "/api/v1/{tenant}/large" }),
} as const;

const readFile = {
  ...operation,
  read: file((answer) => ({ ...answer })),
  excerpt: "file",
  limit: { text: "content", offset: "offset" },
} satisfies Operation<object, object>;

const readText = {
  ...operation,
  read: text((result) => ({ result })),
  excerpt: "text",
  limit: { text: "result", offset: "offset" },
} satisfies Operation<object, object>;

async function server(respond: Respond, behaviour: ToolDefinition["behaviour"] = readFile, timeout = "30") {
  const { url } = await httpServer((asked, response) => {
    if (asked.url === "/api/v1/configs") json(response, configs);
    else respond(asked, response);
  });
  const inputSchema = {
    type: "object",
    properties: { offset: { type: "integer", default: 0 } },
    additionalProperties: false,
  } as const;
  const tool: ToolDefinition = { ...getBox, name: "read_large", inputSchema, behaviour };
  const session = sessionFor(url, { KESTRA_MCP_TIMEOUT: timeout }, { ...compiled, tools: [tool] });
  return async (offset: number) => call(session, "read_large", { offset });
}

const large = 12 * 2 ** 20;

describe("an answer of more than 10 MB", { timeout: 30_000 }, () => {
  const line = "é漢🚀 a line of a file\n";
  const whole = line.repeat(Math.ceil(large / Buffer.byteLength(line)));
  const bytes = Buffer.from(whole);

  test.each([
    ["a file", readFile, "content"],
    ["a text", readText, "result"],
  ] as const)("is read in parts that fit together, its last one too: %s", async (_, behaviour, key) => {
    const read = await server((_, response) => {
      response.writeHead(200, { "Content-Type": "application/octet-stream" }).end(bytes);
    }, behaviour);
    for (const begin of [0, 19_990, Math.floor(whole.length * 0.95), whole.length - 30_000]) {
      let parts = "";
      for (let at = begin; at < Math.min(begin + 30_000, whole.length); at = begin + parts.length) {
        const { structuredContent: found = {} } = await read(at);
        const part = found[key] as string;
        expect(part.length).toBeGreaterThan(1000);
        parts += part;
        const end = begin + parts.length;
        if (end === whole.length) expect(found.truncated).toBeUndefined();
        else expect(found.truncated).toContain(`Characters ${at} to ${end} of `);
      }
      expect(whole.slice(begin, begin + parts.length) === parts).toBe(true);
    }
    expect((await read(whole.length + 7)).structuredContent).toEqual({
      [key]: "",
      truncated: `Of ${whole.length} characters there is nothing from ${whole.length + 7} on.`,
    });
  });

  test("says how many bytes there are where Kestra said so", async () => {
    const told = await server((_, response) => {
      response.writeHead(200, { "Content-Length": bytes.length }).end(bytes);
    });
    expect((await told(0)).structuredContent?.truncated).toContain(`of a file of ${bytes.length} bytes.`);
    const untold = await server((_, response) => {
      response.write(bytes);
      response.end();
    });
    expect((await untold(0)).structuredContent?.truncated).toMatch(
      /^Characters 0 to 19\d{3} of more than 20008\. For the next ones call again with offset: 19\d{3}\.$/,
    );
  });

  test("is base64 in each of its parts where it is no text, and its media type that of its start", async () => {
    const image = Buffer.concat([Buffer.from("89504e470d0a1a0a00", "hex"), Buffer.alloc(large, "text")]);
    const all = image.toString("base64");
    const read = await server((_, response) => response.end(image));
    for (const offset of [0, 4 * 4_000_000, all.length - 1000]) {
      const found = (await read(offset)).structuredContent ?? {};
      const { content } = found as { content: string };
      expect(found).toMatchObject({ encoding: "base64", mediaType: "image/png" });
      expect(all.slice(offset, offset + content.length) === content).toBe(true);
      expect(content.length).toBeGreaterThan(999);
    }
  });

  test("whose part does not come in time says that an earlier part can be read", async () => {
    const read = await server(
      (_, response) => {
        response.write(bytes);
      },
      readFile,
      "0.5",
    );
    expect(textOf(await read(whole.length))).toMatch(
      /^Kestra's answer to GET \/api\/v1\/main\/large is large, and the part that was asked for did not come within [\d.]+ s\. What lies before it can be read: ask for an earlier part\.$/,
    );
    expect((await read(0)).isError).toBeUndefined();
  });

  test("of a call is a part of what the steps give; a text that they changed is refused", async () => {
    const respond: Respond = (_, response) => response.end(bytes);
    const steps =
      (more: string) =>
      async (
        _: object,
        kestra: { readonly read: (input: object) => Promise<{ readonly result: string }> },
      ) => {
        const { result } = await kestra.read({});
        return { result: result + more, state: "SUCCESS" };
      };
    const composite = { ...readText, calls: { read: readText } };
    const read = await server(respond, { ...composite, steps: steps("") });
    const offset = 300_000;
    const found = (await read(offset)).structuredContent ?? {};
    const { result } = found as { result: string };
    expect(result.length).toBeGreaterThan(10_000);
    expect(whole.slice(offset, offset + result.length) === result).toBe(true);
    expect(found.truncated).toContain(`again with offset: ${offset + result.length}.`);
    const changed = await server(respond, { ...composite, steps: steps("!") });
    expect((await changed(offset)).isError).toBe(true);
  });
});
