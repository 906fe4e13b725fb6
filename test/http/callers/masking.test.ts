import { expect, test } from "vitest";
import { configs, httpServer, json } from "../../runtime/support/server.ts";
import { started } from "../support/process.ts";
import { openSession, rpc, send } from "../support/raw.ts";

/** The program before a Kestra that repeats what it is asked for. */
async function program(env: Readonly<Record<string, string>> = {}) {
  const kestra = await httpServer(({ url }, response) => {
    if (url === "/api/v1/configs") json(response, configs);
    else json(response, { message: `Not found: ${decodeURIComponent(url)}` }, 404);
  });
  return started({
    KESTRA_BASE_URL: kestra.url,
    KESTRA_USERNAME: "a@b.c",
    KESTRA_PASSWORD: "Password1",
    ...env,
  });
}

/** Calls as a caller of a session's own. @returns the text of the result */
async function called(url: string, name: string, args: object, caller: Record<string, string> = {}) {
  const headers = { ...caller, "Mcp-Session-Id": await openSession(url, caller) };
  const { message } = await send(url, { headers, body: rpc("tools/call", { name, arguments: args }) });
  return JSON.stringify(message);
}

test.each([7, 10, 12, 200])(
  "a token of %d backslashes, which a caller chooses, holds nobody, whatever the caller asks for",
  async (count) => {
    const { url } = await program();
    const token = "\\-".repeat(count);
    for (const id of [`/${"\\\\\\\\-".repeat(count - 1)}\\\\\\\\x`, "\\".repeat(4000), token]) {
      const asked = { box_id: id };
      const answer = await called(url, "get_box", asked, { "X-Kestra-Token": token });
      expect(answer).toContain('"isError":true');
    }
    expect((await send(url.replace(/\/mcp$/, "/healthz"), { method: "GET" })).status).toBe(200);
  },
);
