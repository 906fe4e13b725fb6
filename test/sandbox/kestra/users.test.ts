import { describe, expect, it, onTestFinished } from "vitest";
import { startSandbox, type SandboxOptions } from "../../../sandbox/server.ts";

const users = [
  { username: "ann@example.com", password: "Ann-tests-only1" },
  { username: "bob@example.com", password: "Bob-tests-only1" },
];
const token = "a-service-account-token";
const basic = (name: string, password: string) =>
  `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;

async function asking(options: Partial<SandboxOptions>) {
  const sandbox = await startSandbox({ line: "2.0", edition: "ee", users, token, ...options });
  onTestFinished(() => sandbox.close());
  return async (headers: Readonly<Record<string, string>>) => {
    const answer = await fetch(`${sandbox.url}/api/v1/me`, { headers });
    const { profile } = (answer.status === 200 ? await answer.json() : {}) as {
      profile?: { username: string };
    };
    return [answer.status, profile?.username];
  };
}

describe("the users of a sandbox", () => {
  it("are each known by their own password", async () => {
    const me = await asking({});
    for (const { username, password } of users)
      expect(await me({ Authorization: basic(username, password) })).toEqual([200, username]);
    expect(await me({ Authorization: basic("ann@example.com", "Bob-tests-only1") })).toEqual([
      401,
      undefined,
    ]);
    expect(await me({})).toEqual([401, undefined]);
    expect(await me({ Authorization: `Bearer ${token}` })).toEqual([200, "service-account"]);
  });

  const forAnn = { Authorization: `Bearer ${token}`, "X-Kestra-Impersonate": "ann@example.com" };

  it("are acted for by a service account that may, and only those that there are", async () => {
    const me = await asking({ impersonates: true });
    expect(await me(forAnn)).toEqual([200, "ann@example.com"]);
    expect(await me({ ...forAnn, "X-Kestra-Impersonate": "eve@example.com" })).toEqual([403, undefined]);
  });

  it("are not acted for by one that may not, nor where the header is not known", async () => {
    expect(await (await asking({ impersonates: false }))(forAnn)).toEqual([403, undefined]);
    expect(await (await asking({}))(forAnn)).toEqual([200, "service-account"]);
  });
});
