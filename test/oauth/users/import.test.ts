import { createCipheriv, createHmac, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { userId } from "../../../runtime/store/records.ts";
import { commandsOnFile, iss } from "./on-file.ts";

const { run, addUser, secretOf } = commandsOnFile();

describe("import-tokens", () => {
  const old = randomBytes(32);

  /** As Python's cryptography writes it. */
  function fernet(text: string): string {
    const iv = randomBytes(16);
    const sealing = createCipheriv("aes-128-cbc", old.subarray(16), iv);
    const head = Buffer.concat([Buffer.from([0x80]), Buffer.alloc(8, 1), iv]);
    const signed = Buffer.concat([head, sealing.update(text), sealing.final()]);
    const signature = createHmac("sha256", old.subarray(0, 16)).update(signed).digest();
    return Buffer.concat([signed, signature]).toString("base64").replaceAll("+", "-").replaceAll("/", "_");
  }

  function file(tokens: unknown): string {
    const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-old-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    writeFileSync(join(folder, "old.json"), typeof tokens === "string" ? tokens : JSON.stringify(tokens));
    return join(folder, "old.json");
  }
  const given = { ENCRYPTION_KEY: `${old.toString("base64url")}=` };

  test("takes what the old key opens, and leaves what is there", async () => {
    const [ada, bob] = [userId(iss, "ada"), userId(iss, "bob")];
    await addUser("bob", { email: "bob@example.com" });
    await run("add-token bob", "newer");
    const path = file({
      ada: fernet("tok-ada"),
      bob: fernet("tok-bob"),
      eve: `${fernet("x").slice(0, -8)}AAAAAAA=`,
    });
    const { out, err, exitCode } = await run(`import-tokens ${path} --issuer ${iss}`, "", given);
    expect({ out, err, exitCode }).toEqual({
      out: "Taken for http://localhost:8080, tenant main: 1. There already, and left as they were: 1.\n",
      err: "ENCRYPTION_KEY does not open the token of eve.\n",
      exitCode: 1,
    });
    expect(await secretOf(ada)).toEqual({ kind: "token", token: "tok-ada" });
    expect(await secretOf(bob)).toEqual({ kind: "token", token: "newer" });
    expect((await run("list-users")).out).toContain("bob@example.com");
  });

  test("encrypts with the old key where there is no other, and finds the file by its old variable", async () => {
    const more = {
      ...given,
      KESTRA_MCP_ENCRYPTION_KEYS: "",
      KESTRA_TOKEN_STORE: file({ ada: fernet("tok") }),
    };
    expect((await run(`import-tokens --issuer=${iss}`, "", more)).exitCode).toBe(0);
    expect((await run("rotate-keys", "", more)).out).toContain("before: 1.");
  });

  test.each([
    ["nothing", { KESTRA_TOKEN_STORE: "" }, `--issuer ${iss}`, "Write it as"],
    [{}, given, "", "Write it as"],
    [{}, {}, `--issuer ${iss}`, "ENCRYPTION_KEY is not set"],
    ["[", given, `--issuer ${iss}`, "is not the file of the replaced server"],
    [{ ada: { token: "canary" } }, given, `--issuer ${iss}`, "is not the file of the replaced server"],
  ])("takes nothing where something is wrong: %#", async (tokens, more, words, told) => {
    const argv = `import-tokens ${tokens === "nothing" ? "" : file(tokens)} ${words}`
      .replace(/ +/g, " ")
      .trim();
    const { err, exitCode } = await run(argv, "", more);
    expect(err).toContain(told);
    expect(err).not.toContain("canary");
    expect(exitCode).toBe(2);
  });
});
