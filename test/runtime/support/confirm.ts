import { expect } from "vitest";
import type { CallResult } from "../../../runtime/call/result.ts";
import type { Compiled } from "../../../runtime/catalog/select.ts";
import { httpServer, json } from "./server.ts";
import { sessionFor, textOf } from "./session.ts";
import type { Environment } from "../../../runtime/environment.ts";

/** A call of `manage_box` that destroys. */
export const drop = { box_id: "a b", action: "drop" };
/** What it gives when it was done. */
export const done = { structuredContent: { dropped: "a b" } };

/** A Kestra of 2.0, which has all of the tools; `sent` is what it was asked besides its release. */
export async function started(env: Environment = {}, tools?: Compiled) {
  const sent: string[] = [];
  const { url } = await httpServer(({ url, method }, response) => {
    if (url.endsWith("/configs")) {
      json(response, { version: "2.0.1", edition: "OSS" });
      return;
    }
    sent.push(`${method} ${url}`);
    json(response, { id: "a" });
  });
  const session = sessionFor(url, { KESTRA_MCP_CONFIRM: "destructive", ...env }, tools);
  return { url, session, sent };
}

/** The token that a refused call gave. */
export function tokenIn(result: CallResult): string {
  const [, token = ""] = /confirm: "([\w-]+)"/.exec(textOf(result)) ?? [];
  expect(token).not.toBe("");
  return token;
}
