import { describe, expect, test } from "vitest";
import { configs, httpServer, json, type Asked } from "../../runtime/support/server.ts";
import { callWith, request2026, send } from "../support/raw.ts";
import { box, serving } from "../support/serving.ts";

/** A Kestra whose `/configs` is answered so. */
const kestra = (answer: (asked: Asked) => object | number) =>
  httpServer((asked, response) => {
    if (!asked.url.endsWith("/configs")) json(response, { id: "a" });
    else {
      const answered = answer(asked);
      if (typeof answered === "number") response.writeHead(answered).end();
      else json(response, answered);
    }
  });

const askedConfigs = (asked: readonly Asked[]) =>
  asked.filter(({ url }) => url.endsWith("/configs")).map(({ headers }) => headers.authorization);

describe("release and edition", () => {
  test("are asked once for all callers of a Kestra that tells anybody, and without credentials", async () => {
    const { url: base, asked } = await kestra(() => configs);
    const { url } = await serving(box, { env: { KESTRA_BASE_URL: base } });
    const callers = Array.from({ length: 8 }, (_, i) => ({ "X-Kestra-Token": `t${i}` }));
    const results = await Promise.all(callers.map((headers) => callWith(url, headers)));
    for (const { isError } of results) expect(isError).not.toBe(true);
    expect(askedConfigs(asked)).toEqual([undefined]);
    expect(asked.every(({ headers }) => headers["x-kestra-tenant"] === undefined)).toBe(true);
  });

  test("are asked with each caller's own where a Kestra does not tell anybody", async () => {
    const good = ["Bearer t0", "Bearer t1"];
    const { url: base, asked } = await kestra(({ headers }) =>
      good.includes(headers.authorization ?? "") ? { ...configs, version: "2.0.1", edition: "EE" } : 401,
    );
    const { url } = await serving(box, { env: { KESTRA_BASE_URL: base } });
    const call = (name: string) => callWith(url, { "X-Kestra-Token": name });
    const wrong = await call("t2");
    const right = await Promise.all(["t0", "t0", "t1"].map(call));
    expect([wrong, ...right].map(({ isError }) => isError)).toEqual([true, undefined, undefined, undefined]);
    expect(wrong.content[0]?.text).toContain("Check the header X-Kestra-Token.");
    expect(askedConfigs(asked).sort()).toEqual(["Bearer t0", "Bearer t1", "Bearer t2", undefined]);
    // What the one was refused is no obstacle to the others, and what they were told is not for it.
    expect((await call("t1")).isError).toBeUndefined();
    expect((await call("t2")).isError).toBe(true);
    expect(askedConfigs(asked).filter((one) => one === undefined)).toHaveLength(1);
  });

  test("of the operator's Kestra are what the operator says; of another they are asked for", async () => {
    const other = await kestra(() => ({ ...configs, version: "1.3.0" }));
    const env = { KESTRA_API_VERSION: "2.0", KESTRA_MCP_ALLOWED_BASE_URLS: other.url };
    const { url } = await serving(box, { env });
    const names = async (headers: Record<string, string>) => {
      const { headers: more, body } = request2026("tools/list");
      const { message } = await send(url, { headers: { ...more, ...headers }, ...(body && { body }) });
      return (message.result?.tools as readonly { name: string }[]).map(({ name }) => name);
    };
    expect(await names({ "X-Kestra-Token": "a" })).toContain("drop_box");
    expect(await names({ "X-Kestra-Token": "a", "X-Kestra-Base-Url": other.url })).not.toContain("drop_box");
  });

  test("are found by every caller once a Kestra is there", async () => {
    let up = false;
    const { url: base } = await kestra(() => (up ? configs : 503));
    const { url } = await serving(box, { env: { KESTRA_BASE_URL: base } });
    const call = (name: string) => callWith(url, { "X-Kestra-Token": name });
    expect((await call("ann")).content[0]?.text).toContain("(503)");
    up = true;
    for (const name of ["ann", "bob"]) expect((await call(name)).isError).toBeUndefined();
  });

  test("are asked again after an upgrade, also to a release that tells them to nobody else", async () => {
    let upgraded = false;
    let broken = false;
    const { url: base, asked } = await httpServer((one, response) => {
      const known = one.headers.authorization === "Bearer ann";
      if (!one.url.endsWith("/configs")) {
        if (broken) one.socket.destroy();
        else json(response, { id: "a" });
      } else if (!upgraded) json(response, configs);
      else if (known) json(response, { ...configs, version: "2.0.1" });
      else response.writeHead(401).end();
    });
    const { url } = await serving(box, { env: { KESTRA_BASE_URL: base } });
    const ann = { "X-Kestra-Token": "ann" };
    const drop = async () => {
      const { headers, body } = request2026("tools/call", {
        name: "drop_box",
        arguments: { box_id: "a" },
      } as never);
      const { message } = await send(url, { headers: { ...headers, ...ann }, ...(body && { body }) });
      return JSON.stringify(message);
    };
    expect(await drop()).toContain("this one is 1.3.25");
    [upgraded, broken] = [true, true];
    expect((await callWith(url, ann)).isError).toBe(true);
    broken = false;
    expect((await callWith(url, ann)).isError).toBeUndefined();
    expect(await drop()).not.toContain("this one is");
    expect(askedConfigs(asked)).toEqual([undefined, undefined, "Bearer ann"]);
  });
});
