import { foreignMark } from "../../../runtime/text/as-data.ts";
import { describe, expect, test } from "vitest";
import { Client } from "../../runtime/support/client.ts";
import { kestraMcp } from "../../runtime/support/command-line.ts";
import { configs, httpServer, json, type Respond } from "../../runtime/support/server.ts";
import { request2026, openSession, rpc, send, type RawAnswer } from "../support/raw.ts";
import { serving } from "../support/serving.ts";

/** Wherever it comes from, it is not what JavaScript makes of it. */
const big = "1234567890123456789";

const params = { name: "manage_box", arguments: { action: "put", box_id: "a", label: "<big>" } };

/** The JSON with a number in place of the text. */
const withNumber = (body: object | string | undefined) => JSON.stringify(body).replaceAll(`"<big>"`, big);

const refusal = `manage_box: label is ${big}, a number that would be rounded on its way: give it as text, "${big}".`;

function kestra(answer: string) {
  const bodies: string[] = [];
  const respond: Respond = ({ body, method }, response) => {
    if (method === "POST") bodies.push(body.toString());
    response.setHeader("Content-Type", "application/json");
    response.end(answer);
  };
  return { bodies, respond };
}

function contentOf({ message }: RawAnswer): unknown {
  return (message.result as { content?: readonly { text: string }[] } | undefined)?.content?.[0]?.text;
}

describe("a number of more digits than a double holds", () => {
  test("in an argument is refused with its place, over HTTP of 2025-11-25", async () => {
    const { bodies, respond } = kestra("{}");
    const { url } = await serving(respond);
    const headers = { "Mcp-Session-Id": await openSession(url) };
    const answer = await send(url, { headers, body: withNumber(rpc("tools/call", params)) });
    expect(contentOf(answer)).toBe(refusal);
    expect(bodies).toEqual([]);
  });

  test("in an argument is refused with its place, over HTTP of 2026-07-28", async () => {
    const { url } = await serving(kestra("{}").respond);
    const { headers = {}, body } = request2026("tools/call", params);
    expect(contentOf(await send(url, { headers, body: withNumber(body) }))).toBe(refusal);
  });

  test("in an argument is refused with its place, over stdio", async () => {
    const { bodies, respond } = kestra("{}");
    const { url } = await httpServer((one, response) => {
      if (one.url === "/api/v1/configs") json(response, configs);
      else void respond(one, response);
    });
    const client = new Client({ KESTRA_BASE_URL: url });
    await client.initialize();
    client.process.stdin.write(`${withNumber(rpc("tools/call", params, 2))}\n`);
    const { result } = await client.message(({ id }) => id === 2);
    expect(result).toMatchObject({ content: [{ text: refusal }], isError: true });
    const call2026 = request2026("tools/call", params).body;
    client.process.stdin.write(`${withNumber({ ...(call2026 as object), id: 3 })}\n`);
    expect((await client.message(({ id }) => id === 3)).result).toMatchObject({
      content: [{ text: refusal }],
    });
    expect(bodies).toEqual([]);
  });

  test("in an argument is refused with its place, on the command line", async () => {
    const { url } = await httpServer((_, response) => {
      json(response, configs);
    });
    const { err, exitCode } = await kestraMcp(["call", "manage_box", withNumber(params.arguments)], {
      KESTRA_BASE_URL: url,
    });
    expect([err, exitCode]).toEqual([`${refusal}\n`, 1]);
  });

  test("as text is sent as it is, and the answer's number comes as text", async () => {
    const { bodies, respond } = kestra(`{"id":"a","size":${big},"half":0.5}`);
    const { url } = await serving(respond);
    const headers = { "Mcp-Session-Id": await openSession(url) };
    const put = { ...params, arguments: { ...params.arguments, label: big } };
    await send(url, { headers, body: rpc("tools/call", put) });
    expect(bodies).toEqual([`{"label":"${big}"}`]);
    const get = { name: "get_box", arguments: { box_id: "a" } };
    const { message } = await send(url, { headers, body: rpc("tools/call", get) });
    const note = "size is a number, written as text here, so that no digit is lost.";
    expect(message.result).toEqual({
      content: [
        { type: "text", text: `{"id":"a","size":"${big}","half":0.5,"note":"${note}"}` },
        { type: "text", text: foreignMark },
      ],
      structuredContent: { id: "a", size: big, half: 0.5, note },
    });
  });
});
