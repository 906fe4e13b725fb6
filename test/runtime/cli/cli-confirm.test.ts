import { describe, expect, test } from "vitest";
import { kestra, kestraMcp } from "../support/command-line.ts";
import { deadUrl } from "../support/server.ts";

describe("KESTRA_MCP_CONFIRM", () => {
  const drop = '{"action":"drop","box_id":"a"}';

  test.each(["destructive", "write"])("%s asks nobody on the command line", async (policy) => {
    const asked: string[] = [];
    const url = await kestra(({ method }, response) => {
      asked.push(method);
      response.writeHead(204).end();
    });
    const env = { KESTRA_BASE_URL: url, KESTRA_API_VERSION: "2.0", KESTRA_MCP_CONFIRM: policy };
    expect((await kestraMcp(["call", "manage_box", drop, "--dry-run"], env)).out).toContain("DELETE ");
    expect(asked).toEqual([]);
    expect(await kestraMcp(["call", "manage_box", drop], env)).toMatchObject({ err: "", exitCode: 0 });
    expect(asked).toEqual(["DELETE"]);
  });

  test.each([
    ["never", "No call asks the user first", "asks first   never"],
    ["destructive", "Calls that destroy something ask the user first", "asks first   before it destroys"],
    ["write", "Calls that change something ask the user first", "asks first   before it changes"],
  ])("list and doctor show %s", async (policy, listed, checked) => {
    const env = { KESTRA_BASE_URL: await deadUrl(), KESTRA_MCP_CONFIRM: policy };
    expect((await kestraMcp(["list"], env)).out).toContain(`${listed} (KESTRA_MCP_CONFIRM is ${policy}).`);
    expect((await kestraMcp(["doctor"], env)).out).toContain(checked);
  });
});
