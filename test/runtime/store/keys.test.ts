import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { encryptionKeys, kidOf, unnamedKey } from "../../../runtime/config/readers/encryption-keys.ts";
import { readKeys } from "../../../runtime/store/read-keys.ts";

const key = randomBytes(32);
const text = key.toString("base64url");
const name = "KESTRA_MCP_ENCRYPTION_KEYS";

describe("keys", () => {
  test("are read in their order, with commas or lines between", () => {
    const other = randomBytes(32);
    const keys = encryptionKeys(`2026-01:${text},\n old_1:${other.toString("base64")}\n`, name);
    expect(keys).toEqual([
      { kid: "2026-01", key },
      { kid: "old_1", key: other },
    ]);
  });

  test.each([
    ["", "KESTRA_MCP_ENCRYPTION_KEYS holds no key."],
    [text, "KESTRA_MCP_ENCRYPTION_KEYS: key 1 must be a name"],
    [`a:${text},b:${text.slice(1)}`, "KESTRA_MCP_ENCRYPTION_KEYS: key 2, b, must be 32 bytes"],
    [`a:${text}AA`, "must be 32 bytes"],
    [`a.b:${text}`, "must be a name"],
    [`a:${text},a:${text}`, "names two keys a"],
    [`a:${Buffer.alloc(32, 7).toString("base64url")}`, "anybody guesses"],
  ])("are refused, and never told: %#", (given, told) => {
    const reading = () => encryptionKeys(given, name);
    expect(reading).toThrow(told);
    expect(reading).not.toThrow(text.slice(1, 12));
  });

  test("without a name have one that follows from the key, and tells nothing of it", () => {
    expect(unnamedKey(`${text}=`, "ENCRYPTION_KEY")).toEqual({ kid: kidOf(key), key });
    expect(kidOf(key)).toMatch(/^[\w-]{8}$/);
    expect(kidOf(randomBytes(32))).not.toBe(kidOf(key));
    expect(() => unnamedKey("short", "ENCRYPTION_KEY")).toThrow("ENCRYPTION_KEY must be 32 bytes");
  });

  test("come from a variable, or a file, or else are that of the replaced server", () => {
    const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const file = join(folder, "keys");
    writeFileSync(file, `a:${text}\n`);
    const given = [{ kid: "b", key }];
    const old = { kid: "c", key };
    expect(readKeys({ encryptionKeysFile: file, oldEncryptionKey: old })).toEqual([{ kid: "a", key }]);
    expect(readKeys({ encryptionKeys: given, oldEncryptionKey: old })).toEqual(given);
    expect(readKeys({ oldEncryptionKey: old })).toEqual([old]);
    expect(readKeys({})).toEqual([]);
    expect(() => readKeys({ encryptionKeys: given, encryptionKeysFile: file })).toThrow("are both set");
    expect(() => readKeys({ encryptionKeysFile: join(folder, "none") })).toThrow(
      /^KESTRA_MCP_ENCRYPTION_KEYS_FILE is .*none, which cannot be read \(ENOENT\)/,
    );
    writeFileSync(file, `a:${text.slice(1)}\n`);
    const broken = () => readKeys({ encryptionKeysFile: file });
    expect(broken).toThrow("KESTRA_MCP_ENCRYPTION_KEYS_FILE: key 1, a, must be 32 bytes");
    expect(broken).not.toThrow(text.slice(1, 12));
  });
});
