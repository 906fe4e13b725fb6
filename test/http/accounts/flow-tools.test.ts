import { expect, it } from "vitest";
import { ownerOf } from "../../../runtime/accounts/user-of.ts";
import { connected, ways } from "../support/clients.ts";
import { as, loggedIn, servingUsers, users } from "../support/users.ts";

const signal = new AbortController().signal;

const hello = `
id: hello
namespace: company.team
tasks:
  - { id: say, type: io.kestra.plugin.core.log.Log, message: Hello }
`;

it.each(ways)("Users see flows as tools once Kestra knows them, by %s", async (way) => {
  const { url, accounts, sandbox } = await servingUsers({
    sandbox: { seed: { flows: [hello] } },
    env: {
      KESTRA_MCP_FLOWS: "company.*",
      KESTRA_MCP_ENABLED_TOOLS: "account, flows",
      ...(way.includes("without") && { KESTRA_MCP_STATELESS: "true" }),
    },
  });
  const [ann, bob] = await Promise.all([connected(way, url, as("ann")), connected(way, url, as("bob"))]);
  const made = async (client: typeof ann) => (await client.list()).filter((name) => name.startsWith("run_"));
  expect(await made(ann)).toEqual([]);
  expect(sandbox.requests.filter(({ path }) => path.includes("/flows/"))).toEqual([]);
  const owner = ownerOf(loggedIn("ann"));
  if (owner !== undefined) await accounts.accounts?.set(owner, { kind: "basic", ...users.ann }, signal);
  // A client of 2026-07-28 keeps a list as long as it is told that it may.
  const again = await connected(way, url, as("ann"));
  expect(await made(again)).toEqual(["run_hello"]);
  expect(await made(bob)).toEqual([]);
  await expect(bob.call("run_hello")).rejects.toThrow(/Unknown tool/);
  expect(JSON.parse(await again.call("run_hello"))).toMatchObject({ state: "SUCCESS" });
});
