import { describe, expect, test } from "vitest";
import { encryptionKeys } from "../../../runtime/config/readers/encryption-keys.ts";
import { readCredential, sealedCredential } from "../../../runtime/store/credentials.ts";
import type { Store } from "../../../runtime/store/store.ts";
import { createVault } from "../../../runtime/store/vault.ts";
import { kestraMcp } from "../../runtime/support/command-line.ts";
import { commandsOnFile, kestra, key, newKey } from "./on-file.ts";

const { run, inStore, addUser, addGrant, secretOf } = commandsOnFile();

describe("generate-key", () => {
  test("makes another key each time, which is read as one, and needs nothing", async () => {
    const made = await Promise.all([1, 2].map(() => kestraMcp(["generate-key"])));
    expect(made.map(({ exitCode, err }) => [exitCode, err])).toEqual([
      [0, ""],
      [0, ""],
    ]);
    const keys = made.map(({ out }) => encryptionKeys(out, "")[0]);
    expect(keys[0]?.kid).not.toBe(keys[1]?.kid);
  });
});

test("list-users marks what none of the keys opens, and no other", async () => {
  await addUser("sub-1");
  await run("add-token sub-1", "tok");
  const told = "sealed with the key one, which is not among KESTRA_MCP_ENCRYPTION_KEYS";
  expect((await run("list-users")).out).not.toContain(told);
  expect((await run("list-users", "", { KESTRA_MCP_ENCRYPTION_KEYS: newKey("two") })).out).toContain(told);
  // Without any it cannot be said.
  expect((await run("list-users", "", { KESTRA_MCP_ENCRYPTION_KEYS: "" })).out).not.toContain(told);
});

describe("rotate-keys", () => {
  test("encrypts all with the first key, so that the others can go", async () => {
    const id = await addUser("sub-1");
    const old = createVault(encryptionKeys(key, ""));
    await run("add-token sub-1", "tok");
    await inStore((store) =>
      store.put("grant", {
        id: "g1",
        owner: id,
        body: {
          ...{ client: "c", scope: "kestra.read", resource: "r", born: 0, family: "f" },
          sealedRefresh: old.seal("upstream refresh token", ["g1"], "up"),
        },
      }),
    );
    await addGrant("g2", id);
    const fresh = newKey("two");
    const both = { KESTRA_MCP_ENCRYPTION_KEYS: `${fresh},${key}` };
    expect(await run("rotate-keys", "", both)).toMatchObject({
      out: "Encrypted anew with the first key: 2. Encrypted with it before: 0.\nThe other keys can go.\n",
      exitCode: 0,
    });
    expect(await secretOf(id, fresh)).toEqual({ kind: "token", token: "tok" });
    const grant = await inStore((store) => store.get("grant", "g1"));
    const opened = createVault(encryptionKeys(fresh, ""));
    expect(opened.open("upstream refresh token", ["g1"], grant?.body.sealedRefresh as string)).toMatchObject({
      text: "up",
    });
    expect((await run("rotate-keys", "", both)).out).toContain("before: 2.");
  });

  test("says what none of the keys opens, and leaves it", async () => {
    const id = await addUser("sub-1");
    await run("add-token sub-1", "tok");
    const { err, exitCode } = await run("rotate-keys", "", { KESTRA_MCP_ENCRYPTION_KEYS: newKey("two") });
    expect({ err, exitCode }).toEqual({
      err: "Not opened by any of the keys: 1. Add the key that encrypted them, or remove them.\n",
      exitCode: 1,
    });
    expect(await secretOf(id)).toEqual({ kind: "token", token: "tok" });
    await expect(secretOf(id, newKey("two"))).rejects.toThrow(/do not open \(unknown key\)/);
  });

  test("is done of one where it is read, unless it was changed meanwhile", async () => {
    const id = await addUser("sub-1");
    await run("add-token sub-1", "tok");
    const fresh = newKey("two");
    await secretOf(id, `${fresh},${key}`);
    expect(await secretOf(id, fresh)).toEqual({ kind: "token", token: "tok" });
    await inStore(async (store) => {
      const vault = createVault(encryptionKeys(`${newKey("three")},${fresh}`, ""));
      const place = { user: id, ...kestra };
      // Between the reading and the sealing somebody keeps another.
      const raced: Store = {
        ...store,
        replace: async (kind, record, was) => {
          await store.put("credential", sealedCredential(vault, place, { kind: "token", token: "other" }));
          return store.replace(kind, record, was);
        },
      };
      expect((await readCredential(raced, vault, place))?.secret).toEqual({ kind: "token", token: "tok" });
      expect((await readCredential(store, vault, place))?.secret).toEqual({ kind: "token", token: "other" });
    });
  });
});
