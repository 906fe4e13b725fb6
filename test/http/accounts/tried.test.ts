import { expect, test, vi } from "vitest";
import type { Environment } from "../../../runtime/environment.ts";
import { ownerOf } from "../../../runtime/accounts/user-of.ts";
import { keepCredential } from "../../../runtime/store/credentials.ts";
import { connected } from "../support/clients.ts";
import { as, link, loggedIn, servingUsers, users, type UserServing } from "../support/users.ts";

interface Status {
  readonly message: string;
  readonly registered: Readonly<Record<string, string>>;
  readonly available_tools: readonly string[];
}

/** As `kestra-mcp add-token` does it, which asks Kestra nothing. */
async function added(password: string, env: Environment = {}): Promise<UserServing> {
  const server = await servingUsers({ env });
  const user = ownerOf(loggedIn("ann"))?.id ?? "";
  const { baseUrl, tenant } = server.operator.connection;
  const secret = { kind: "basic", username: users.ann.username, password } as const;
  await keepCredential(server.store, server.vault, { user, baseUrl, tenant }, secret, {
    addedBy: "operator",
  });
  return server;
}

async function told(server: UserServing) {
  const ann = await connected("2025-11-25", server.url, as("ann"));
  const status = async () => JSON.parse(await ann.call("auth_status")) as Status;
  const registered = async () =>
    (JSON.parse(await ann.call("register_kestra_token")) as { readonly message: string }).message;
  return { ann, status, registered };
}

test("What an operator added is told as theirs, and as tried once Kestra took it", async () => {
  const { ann, status, registered } = await told(await added(users.ann.password));
  const login = `the login ${users.ann.username}`;
  expect(await registered()).toContain(
    `Registered is ${login}, which was not tried yet. The operator added this.`,
  );
  const before = await status();
  expect(before.message).toContain(`the credentials that the operator added for you, ${login}.`);
  expect(before.message).toContain("They were not tried yet.");
  expect(before.registered).toEqual({ kind: "basic", login: users.ann.username, addedBy: "operator" });
  await ann.call("search_namespaces");
  await vi.waitFor(async () => {
    expect((await status()).registered.verifiedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
  });
  expect((await status()).message).not.toContain("not tried yet");
  expect(await registered()).toContain(`Registered is ${login}. The operator added this.`);
});

test("What Kestra refuses is told as refused, with the page where others are registered", async () => {
  const { ann, status, registered } = await told(await added("Another-password1"));
  expect(await ann.call("search_namespaces")).toContain(
    `Check the credentials of your account at this server (${link}).`,
  );
  await vi.waitFor(async () => {
    expect((await status()).registered.refusedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
  });
  expect((await status()).message).toMatch(/Kestra refused them on \S+Z\. Register others at \S+\/account\./);
  expect(await registered()).toMatch(/which Kestra refused on \S+Z\. The operator added this\./);
});

test("A user is told of as many tools before the first call as are listed", async () => {
  const { ann, status } = await told(
    await added(users.ann.password, { KESTRA_MCP_ENABLED_TOOLS: "default, account" }),
  );
  const { available_tools: tools, message } = await status();
  const listed = await ann.list();
  expect(message).toContain(`You may use ${listed.length} tools.`);
  expect(tools).toEqual(listed);
});
