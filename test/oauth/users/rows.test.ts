import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { credentialId } from "../../../runtime/store/records.ts";
import { commandsOnFile, iss, kestra } from "./on-file.ts";

const { run, addUser, addGrant, secretOf, changeRows } = commandsOnFile();

describe("a store that is not there", () => {
  test.each(["list-users", "add-token sub-1", "remove-token sub-1", "revoke sub-1", "rotate-keys"])(
    "is not made by %s, which says so",
    async (words) => {
      const path = join(tmpdir(), randomUUID());
      const { err, out, exitCode } = await run(words, "tok", { KESTRA_MCP_STORE: `file:${path}` });
      expect(err).toContain(`KESTRA_MCP_STORE: there is no store at ${path}.`);
      expect({ out, exitCode, isThere: existsSync(path) }).toEqual({ out: "", exitCode: 2, isThere: false });
    },
  );
});

describe("rows that somebody else wrote", () => {
  /** Writes what no command writes. */
  async function spoilt() {
    const [good, bad] = [await addUser("good"), await addUser("bad")];
    await addGrant("g1", good);
    await addGrant("g2", good);
    await run(`add-token ${good}`, "tok");
    changeRows((change) => {
      change("update kestra_mcp_record set body = '{' where id = ?", bad);
      change("update kestra_mcp_record set body = '[1]', id = ? where id = 'g1'", "g\u001b[31m1");
      change("update kestra_mcp_record set body = ? where kind = 'credential'", '{"sealed":7}');
      const user = { iss, sub: "\u001b]0;x", emailVerified: true, rolesAt: { x: "all" }, seenAt: 1e99 };
      change("insert into kestra_mcp_record (kind, id, body) values ('user', 'x', ?)", JSON.stringify(user));
    });
    return { good, bad };
  }

  test("are passed over, and named", async () => {
    const { good, bad } = await spoilt();
    const { out, err, exitCode } = await run("list-users");
    expect(out).toContain(`key      ${good}`);
    expect(out).toContain("Kestra   no credentials");
    expect(out).toContain("client-1: kestra.read");
    const credential = credentialId(good, kestra.baseUrl, kestra.tenant);
    for (const told of [
      `user with the key ${bad}`,
      "user with the key x",
      `credential with the key ${credential}`,
    ])
      expect(err).toContain(`The ${told} is not as this program writes it: it was passed over.\n`);
    expect(err).toContain("The grant with the key g\\u{1b}[31m1 is not");
    expect(out + err).not.toContain("\u001b");
    expect(exitCode).toBe(1);
  });

  test("stop no other command, and no command changes them", async () => {
    const { good, bad } = await spoilt();
    expect(await run("revoke client-1")).toMatchObject({
      out: expect.stringContaining("Ended: 1 grant") as string,
      err: expect.stringContaining("The grant with the key g") as string,
      exitCode: 1,
    });
    const rotated = await run("rotate-keys");
    expect(rotated.exitCode).toBe(1);
    expect(rotated.out).not.toContain("can go");
    expect((await run(`revoke ${good}`)).exitCode).toBe(0);
    expect(await run(`remove-token ${bad}`)).toMatchObject({
      err: `The record of kind user with the key ${bad} cannot be read.\n`,
      exitCode: 1,
    });
    expect(await run("remove-token x")).toMatchObject({
      err: expect.stringContaining("There is no user x.") as string,
      exitCode: 1,
    });
    expect((await run(`add-token ${good}`, "tok")).exitCode).toBe(0);
    expect(await secretOf(good)).toEqual({ kind: "token", token: "tok" });
  });
});
