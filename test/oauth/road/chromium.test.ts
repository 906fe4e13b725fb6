import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import { missing, startChromium } from "../../support/chromium.ts";
import { challenge, register } from "./by-hand.ts";
import { startWorld, type World } from "./world.ts";
import { skipped } from "../../support/skipped.ts";

describe.skipIf(missing !== "")(`in Chromium, a user${skipped(missing)}`, () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(inject("bundle"));
  });
  afterAll(() => world.close());

  it.each(["http://127.0.0.1:4711/callback", "cursor://anysphere.cursor-mcp/oauth/callback"])(
    "consents, logs in, and is sent back to %s",
    async (redirect) => {
      const chromium = await startChromium();
      onTestFinished(() => chromium.close());
      const client = await register(world, redirect);
      await chromium.open(client.authorize(challenge));
      const shown = await chromium.until<string>("document.querySelector('h1') && document.body.innerText");
      expect(shown).toContain(client.name);
      await chromium.click("button[value=allow]");
      await chromium.type("input[name=user]", "bob");
      await chromium.click("form button, form input[type=submit]");
      const back = new URL(await chromium.sentTo(redirect));
      expect(back.searchParams.get("iss")).toBe(new URL(world.url).origin);
      expect(await client.redeem(back.searchParams.get("code") ?? "")).toMatchObject({
        token_type: "Bearer",
      });
      expect(chromium.complaints.filter((one) => /policy/i.test(one))).toEqual([]);
    },
  );
});
