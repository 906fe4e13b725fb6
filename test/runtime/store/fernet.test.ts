import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { openFernet } from "../../../runtime/store/fernet.ts";

// Of https://github.com/fernet/spec/blob/master/verify.json.
const key = Buffer.from("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=", "base64url");
const token =
  "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

test("a Fernet token opens with its key", () => {
  expect(openFernet(key, token)).toBe("hello");
});

test.each([
  ["another key", randomBytes(32), token],
  ["another signature", key, `${token.slice(0, -6)}AAAA==`],
  ["another text", key, token.replace("y021", "y022")],
  ["another version", key, `A${token.slice(1)}`],
  ["too short", key, token.slice(0, 40)],
  ["nothing", key, ""],
])("it does not with %s", (_, other, given) => {
  expect(openFernet(other, given)).toBeUndefined();
});
