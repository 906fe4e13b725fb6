import { expect, test } from "vitest";
import type { ServerResponse } from "node:http";
import { json } from "../../runtime/support/server.ts";
import { callGet, openSession, rpc, send } from "../support/raw.ts";
import { serving, until } from "../support/serving.ts";

const version = { "MCP-Protocol-Version": "2025-11-25" };

const idsIn = (text: string) => [...text.matchAll(/^id: (.*)$/gm)].map(([, id = ""]) => id);

/** A session in which a call was made whose answer Kestra keeps back. */
async function lostCall() {
  const waiting: ServerResponse[] = [];
  const { url } = await serving((_, response) => waiting.push(response));
  const headers = { ...version, "Mcp-Session-Id": await openSession(url) };
  const gone = new AbortController();
  const response = await fetch(url, {
    method: "POST",
    headers: {
      ...headers,
      Accept: "application/json, text/event-stream",
      "Content-Type": "application/json",
    },
    body: JSON.stringify(rpc("tools/call", callGet)),
    signal: gone.signal,
  });
  const first = await response.body?.getReader().read();
  const [id = ""] = idsIn(new TextDecoder().decode(first?.value as Uint8Array));
  await until(() => waiting.length === 1);
  gone.abort();
  const finish = () => {
    for (const one of waiting) json(one, { id: "late" });
  };
  const resume = (last: string) =>
    send(url, { method: "GET", headers: { ...headers, "Last-Event-ID": last } });
  return { id, finish, resume };
}

/** Waits until the first resumption is let in where the stream that was lost is still the SDK's. */
async function resumed(resume: (id: string) => ReturnType<typeof send>, id: string) {
  for (;;) {
    const answer = await resume(id);
    if (answer.status !== 409) return answer;
  }
}

test("a stream that is resumed after its call ended brings the response, and ends; again, too", async () => {
  const { id, finish, resume } = await lostCall();
  finish();
  const missed = await resumed(resume, id);
  expect(missed.message.result).toMatchObject({ structuredContent: { id: "late" } });
  expect((await resume(id)).text).toBe(missed.text);
  const nothing = await resume(idsIn(missed.text).at(-1) ?? "");
  expect([nothing.status, nothing.headers["content-type"]]).toEqual([200, "text/event-stream"]);
  expect(nothing.text).toBe("");
});

test("a stream that is resumed while its call runs waits for the response, and ends", async () => {
  const { id, finish, resume } = await lostCall();
  const waiting = resumed(resume, id);
  const soon = await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 100, "open"))]);
  expect(soon).toBe("open");
  finish();
  expect((await waiting).message.result).toMatchObject({ structuredContent: { id: "late" } });
});
