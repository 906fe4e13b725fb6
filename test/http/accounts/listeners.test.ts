import { request } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { limits } from "../../../runtime/limits.ts";
import { request2026 } from "../support/raw.ts";
import { as, servingUsers } from "../support/users.ts";

/** Opens a subscription of 2026-07-28, and leaves it open. @returns the first that is heard on it */
function subscribed(url: string, name: string): Promise<string> {
  const params: object = { notifications: { toolsListChanged: true } };
  const { headers, body } = request2026("subscriptions/listen", params);
  const own = { Accept: "application/json, text/event-stream", "Content-Type": "application/json" };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers: { ...own, ...headers, ...as(name) }, agent: false });
    sent.on("response", (response) => {
      response
        .on("error", () => undefined)
        .on("data", (chunk: Buffer) => {
          resolve(chunk.toString());
        });
    });
    sent.on("error", reject).end(JSON.stringify(body));
    onTestFinished(() => {
      sent.destroy();
    });
  });
}

it("Whoever listens as often as one may leaves others their share", async () => {
  const { url } = await servingUsers();
  const all = await Promise.all(Array.from({ length: limits.subscriptions }, () => subscribed(url, "ann")));
  expect(all.filter((first) => !first.includes("acknowledged"))).toEqual([]);
  expect(await subscribed(url, "ann")).not.toContain("acknowledged");
  expect(await subscribed(url, "bob")).toContain("acknowledged");
});
