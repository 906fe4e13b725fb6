import { connect, createServer, type AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { ownerOf } from "../../../runtime/accounts/user-of.ts";
import { connected } from "../support/clients.ts";
import { as, loggedIn, servingUsers, users } from "../support/users.ts";
import { startSandbox } from "../../../sandbox/server.ts";

it("Users share their sockets to Kestra, and nothing else", async () => {
  const sandbox = await startSandbox({ line: "2.0", users: Object.values(users) });
  let connections = 0;
  const between = createServer((socket) => {
    connections++;
    const there = connect(Number(new URL(sandbox.url).port), "127.0.0.1");
    socket.pipe(there).pipe(socket);
    socket.on("error", () => there.destroy());
    there.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    between.close();
    await sandbox.close();
  });
  const url = `http://127.0.0.1:${(between.address() as AddressInfo).port}`;
  const server = await servingUsers({ env: { KESTRA_BASE_URL: url } });
  const names = ["ann", "bob"] as const;
  for (const name of names) {
    const owner = ownerOf(loggedIn(name));
    if (owner === undefined) throw new Error(`${name} is a user.`);
    await server.accounts.accounts?.set(
      owner,
      { kind: "basic", ...users[name] },
      new AbortController().signal,
    );
  }
  const clients = await Promise.all(names.map((name) => connected("2025-11-25", server.url, as(name))));
  const opened: number[] = [];
  for (const [at, client] of clients.entries()) {
    const status = JSON.parse(await client.call("get_status")) as { user: { name?: string } };
    expect(status.user.name).toBe(users[names[at] ?? "ann"].username);
    opened.push(connections);
  }
  expect(opened[1]).toBe(opened[0]);
});
