import { describe, expect, it, onTestFinished } from "vitest";
import { createOrigins } from "../../../runtime/kept/origins.ts";
import { composite } from "../../../runtime/compiled/operation.ts";
import { readConfig } from "../../../runtime/config/config.ts";
import type { Environment } from "../../../runtime/environment.ts";
import { nobody } from "../../../runtime/auth/principal.ts";
import { createHost } from "../../../runtime/mcp/host.ts";
import { createSession } from "../../../runtime/mcp/session.ts";
import type { ToolDefinition } from "../../../runtime/tool/definition.ts";
import { kestraMcp } from "../support/command-line.ts";
import { call, list, textOf } from "../support/session.ts";
import { deadUrl } from "../support/server.ts";
import { compiled, get, getBox } from "../support/tools.ts";

/** The same request, to another service. */
const there = { ...get, services: ["shop"] };
const both = composite({
  input: get.input,
  calls: { here: get, there },
  steps: () => Promise.resolve({ id: "a" }),
});
const alone = composite({ input: get.input, calls: { there }, steps: () => Promise.resolve({ id: "a" }) });
const named = (name: string, behaviour: ToolDefinition["behaviour"]): ToolDefinition => ({
  ...getBox,
  name,
  aliases: [],
  behaviour,
});
const { inputSchema } = getBox;
const choice: ToolDefinition = {
  ...named("do_crate", { by: "action", actions: { look: get, buy: there } }),
  inputSchema: {
    ...inputSchema,
    properties: { ...inputSchema.properties, action: { type: "string", enum: ["look", "buy"] } },
  },
};
const services = {
  shop: {
    ...{ title: "the shop", variable: "KESTRA_SHOP_URL", default: "https://shop.invalid" },
    keeps: true as const,
  },
};
const tools = [
  getBox,
  named("find_crate", there),
  named("buy_crate", alone),
  named("see_crate", both),
  choice,
];
const all = { ...compiled, presets: {}, services, tools };

function open(env: Environment) {
  const config = readConfig({ KESTRA_BASE_URL: "http://127.0.0.1:9", ...env }, { services });
  const session = createSession(all, config, () => undefined);
  onTestFinished(() => {
    session.close();
  });
  return session;
}

const everything = ["get_box", "find_crate", "buy_crate", "see_crate", "do_crate"];

describe("what asks nothing but a service that is silent", () => {
  it.each([
    [{ KESTRA_SHOP: "instance" }, "KESTRA_SHOP, which is instance"],
    [{ KESTRA_SHOP: "instance", KESTRA_SHOP_FILE: "/a/file" }, "KESTRA_SHOP, which is instance"],
    [{ KESTRA_SHOP: "offline" }, "KESTRA_SHOP, which is offline, without KESTRA_SHOP_FILE"],
  ])("is not listed with %j, and told as hidden with the variable", async (env, reason) => {
    const session = open(env);
    expect((await list(session)).map(({ name }) => name)).toEqual(["get_box", "see_crate", "do_crate"]);
    const hidden = createHost(session, { principal: nobody }, createOrigins()).server?.().hidden;
    expect(hidden).toEqual([
      { tool: "find_crate", reason },
      { tool: "buy_crate", reason },
      { tool: "do_crate, buy", reason },
    ]);
    expect(textOf(await call(session, "find_crate", { box_id: "a" }))).toContain(reason);
    expect(textOf(await call(session, "do_crate", { action: "buy", box_id: "a" }))).toContain(reason);
  });

  it.each([
    {},
    { KESTRA_SHOP: "public" },
    { KESTRA_SHOP: "offline", KESTRA_SHOP_FILE: "/a/file" },
    { KESTRA_SHOP: "offline", KESTRA_SHOP_CACHE: "/a/cache" },
  ])("is listed where something may answer: %j", async (env) => {
    expect((await list(open(env))).map(({ name }) => name)).toEqual(everything);
  });

  it("is told by doctor", async () => {
    const env = { KESTRA_BASE_URL: await deadUrl(), KESTRA_SHOP: "instance" };
    const { out } = await kestraMcp(["doctor"], env, { compiled: all });
    expect(out).toContain("buy_crate: KESTRA_SHOP, which is instance\n");
  });
});
