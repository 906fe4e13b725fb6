import { expect, test } from "vitest";
import { configs, httpServer, json } from "../../runtime/support/server.ts";
import { callWith } from "../support/raw.ts";
import { box, serving } from "../support/serving.ts";

const id = "canary-client-id.access";
const secret = "canary-client-secret";
const headers = `CF-Access-Client-Id: ${id}\nCF-Access-Client-Secret: ${secret}`;
const caller = { "X-Kestra-Token": "callers-token" };

test("extra headers go with every request to the operator's Kestra, whoever asks, and to no other", async () => {
  const other = await httpServer((one, response) => {
    json(response, one.url === "/api/v1/configs" ? configs : { id: "a" });
  });
  const env = {
    KESTRA_MCP_EXTRA_HEADERS: headers,
    KESTRA_API_TOKEN: "operators-token",
    KESTRA_MCP_ALLOWED_BASE_URLS: other.url,
  };
  const { url, asked } = await serving(box, { env });
  await callWith(url, {});
  await callWith(url, caller);
  const pass = { "cf-access-client-id": id, "cf-access-client-secret": secret };
  expect(asked.map((one) => one.headers)).toMatchObject([
    { ...pass, authorization: "Bearer operators-token" },
    { ...pass, authorization: "Bearer callers-token" },
  ]);
  expect((await callWith(url, { ...caller, "X-Kestra-Base-Url": other.url })).isError).toBeUndefined();
  expect(other.asked.length).toBeGreaterThan(0);
  expect(JSON.stringify(other.asked.map((one) => one.headers))).not.toContain("canary");
});

test("their values are secrets: what Kestra says of them comes back masked", async () => {
  const env = { KESTRA_MCP_EXTRA_HEADERS: JSON.stringify({ "X-Pass": secret }) };
  const { url, logged } = await serving(
    (one, response) => {
      json(response, { message: `The pass ${String(one.headers["x-pass"])} has expired` }, 403);
    },
    { env },
  );
  for (const who of [{}, caller]) {
    const { content, isError } = await callWith(url, who);
    expect([isError, content[0]?.text]).toEqual([true, expect.stringContaining("The pass *** has expired")]);
  }
  expect(JSON.stringify(logged)).not.toContain("canary");
});
