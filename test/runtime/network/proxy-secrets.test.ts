import { expect, test } from "vitest";
import { kestra, kestraMcp } from "../support/command-line.ts";
import { forwardProxy } from "../support/proxy.ts";
import { deadUrl, json } from "../support/server.ts";

const withLogin = (url: string) => url.replace("://", "://us%40er:canary-p%3Aw@");

test("the login of a proxy is masked in whatever comes back: a user alone, and the header of both", async () => {
  const echo = (text: string) =>
    kestra((_, response) => {
      json(response, { message: text }, 401);
    });
  const proxy = await forwardProxy();
  const alone = Buffer.from("canary-t0ke@n:").toString("base64");
  // Too short a password to be known by its own part of the header.
  const both = Buffer.from("user:p:w").toString("base64");
  for (const [user, text] of [
    ["canary-t0ke%40n", `canary-t0ke@n canary-t0ke%40n ${alone}`],
    ["user:p%3Aw", `${both} Basic ${both}`],
  ] as const) {
    const env = { KESTRA_BASE_URL: await echo(text), HTTP_PROXY: proxy.url.replace("://", `://${user}@`) };
    const { out } = await kestraMcp(["doctor"], env);
    expect(out).toContain("***");
    expect(out).not.toMatch(/canary/);
    expect(out).not.toContain(alone);
    expect(out).not.toContain(both);
  }
});

test("doctor names the proxy, and masks its password in whatever comes back", async () => {
  const url = await kestra((_, response) => {
    json(response, { message: "canary-p:w us%40er:canary-p%3Aw" }, 401);
  });
  const proxy = await forwardProxy();
  const env = { KESTRA_BASE_URL: url, HTTP_PROXY: withLogin(proxy.url) };
  const { out } = await kestraMcp(["doctor"], env);
  expect(out).toContain(`  proxy        ${proxy.url}, of HTTP_PROXY\n`);
  expect(out).not.toContain("canary");
});

test("the sandbox is reached without one", async () => {
  const url = await kestra();
  const env = { HTTP_PROXY: await deadUrl(), http_proxy: await deadUrl() };
  const startSandbox = () => Promise.resolve({ url, close: () => undefined });
  const { exitCode } = await kestraMcp(["list", "--sandbox"], env, { startSandbox });
  expect(exitCode).toBe(0);
});
