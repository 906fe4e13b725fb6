import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connectedBy, providerOf, sdks, type Kept, type Sdk } from "../server/support/sdk-client.ts";
import { logIn } from "./login.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld(inject("bundle"));
});
afterAll(() => world.close());

async function connected(sdk: Sdk, kept: Kept, user: string) {
  let logins = 0;
  const client = await connectedBy({
    sdk,
    url: world.url,
    provider: providerOf(kept),
    answer: async () => {
      logins++;
      return (await logIn(kept.sent ?? "", user)).searchParams;
    },
  });
  return { client, logins };
}

describe.each(sdks)("With the SDK %s", (sdk) => {
  test("a user sees and calls what the roles allow", async () => {
    const { client } = await connected(sdk, {}, "bob");
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names).toContain("list_namespaces");
    expect(names).not.toContain("execute_flow");
    expect(await client.call("list_namespaces")).toMatchObject({
      structuredContent: { results: ["system (created)"] },
    });
  });

  test("nobody is asked again after the program was killed", async () => {
    const kept: Kept = {};
    const { client: before, logins } = await connected(sdk, kept, "ada");
    expect(logins).toBe(1);
    await before.close();
    await world.crash();
    const known = await connected(sdk, kept, "ada");
    expect(known.logins).toBe(0);
    await known.client.close();
    kept.tokens = { ...kept.tokens, access_token: "one that is over" };
    await world.crash();
    const refreshed = await connected(sdk, kept, "ada");
    expect(refreshed.logins).toBe(0);
    expect((await refreshed.client.listTools()).tools.map(({ name }) => name)).toContain("execute_flow");
    expect(world.log()).not.toContain(String(kept.tokens.refresh_token));
  });
});
