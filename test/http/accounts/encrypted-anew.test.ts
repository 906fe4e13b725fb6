import { expect, it } from "vitest";
import { createAccounts } from "../../../runtime/accounts/accounts.ts";
import { createUserHouse, withoutCredentials } from "../../../runtime/accounts/user-sessions.ts";
import { ownerOf } from "../../../runtime/accounts/user-of.ts";
import { createVault } from "../../../runtime/store/vault.ts";
import { loggedIn, servingUsers, users } from "../support/users.ts";

const ann = loggedIn("ann");

it("a call goes on while what its user registered is encrypted anew, and ends where that is another thing", async () => {
  const { operator, store, vault } = await servingUsers();
  const [older] = operator.config.endpoint.encryptionKeys ?? [];
  const owner = ownerOf(ann);
  if (owner === undefined || older === undefined) throw new Error("There should be both.");
  const place = withoutCredentials(operator.connection);
  const accountsWith = (given: typeof vault) =>
    createAccounts({ store, vault: given, place, observer: {}, now: Date.now });
  const register = (name: "ann" | "bob") =>
    accountsWith(vault).set(owner, { kind: "basic", ...users[name] }, new AbortController().signal);
  await register("ann");
  const newer = createVault([{ kid: "k2", key: Buffer.alloc(32, 1) }, older]);
  const house = createUserHouse({
    operator,
    modes: ["stored"],
    accounts: accountsWith(newer),
    takesToken: false,
  });
  const first = await house.of(ann);
  const second = await house.of(ann);
  expect(second?.session).toBe(first?.session);
  await register("bob");
  const other = await house.of(ann);
  expect(other?.session).not.toBe(first?.session);
  expect(other?.session.connection.credentials).toMatchObject({ username: users.bob.username });
  house.close();
});
