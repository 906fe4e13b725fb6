import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConfigurationError } from "../../../runtime/errors.ts";
import { createVault, type SealPurpose } from "../../../runtime/store/vault.ts";

const keyOf = (kid: string) => ({ kid, key: randomBytes(32) });
const purposes: readonly SealPurpose[] = ["kestra credential", "upstream refresh token"];
const [credential, refresh] = purposes as [SealPurpose, SealPurpose];
const context = fc.array(fc.string({ unit: "grapheme" }), { maxLength: 4 });
const text = fc.string({ unit: "grapheme" });

describe("what a vault sealed", () => {
  test("opens for its purpose and its context, and tells nothing of the text", () => {
    const vault = createVault([keyOf("a")]);
    fc.assert(
      fc.property(fc.constantFrom(...purposes), context, text, (purpose, whose, secret) => {
        const sealed = vault.seal(purpose, whose, secret);
        expect(vault.open(purpose, whose, sealed)).toEqual({ text: secret, isStale: false });
        expect(sealed).toMatch(/^v1\.a\.[\w-]{16}\.[\w-]+$/);
        if (secret.length > 3) expect(Buffer.from(sealed, "base64url").toString()).not.toContain(secret);
      }),
    );
  });

  test("is another text each time", () => {
    const vault = createVault([keyOf("a")]);
    const sealed = Array.from({ length: 200 }, () => vault.seal(credential, ["u"], "same"));
    expect(new Set(sealed).size).toBe(200);
  });

  test("does not open for another purpose, or for another user, address or tenant", () => {
    const vault = createVault([keyOf("a")]);
    fc.assert(
      fc.property(context, context, text, (whose, others, secret) => {
        fc.pre(JSON.stringify(whose) !== JSON.stringify(others));
        const sealed = vault.seal(credential, whose, secret);
        expect(vault.open(credential, others, sealed)).toEqual({ refused: "not ours" });
        expect(vault.open(refresh, whose, sealed)).toEqual({ refused: "not ours" });
      }),
    );
  });

  test("does not open where one of its characters is another", () => {
    const vault = createVault([keyOf("a"), keyOf("b")]);
    fc.assert(
      fc.property(text, fc.nat(), fc.constantFrom("A", "b", "1", "-", "_", "."), (secret, at, character) => {
        const sealed = vault.seal(credential, ["u"], secret);
        const i = at % sealed.length;
        fc.pre(sealed[i] !== character);
        const changed = sealed.slice(0, i) + character + sealed.slice(i + 1);
        expect(vault.open(credential, ["u"], changed)).toHaveProperty("refused");
      }),
    );
  });

  test("does not open by what anybody may write", () => {
    const vault = createVault([keyOf("a")]);
    fc.assert(
      fc.property(
        fc.oneof(text, fc.constantFrom("", "v1", "v1.a..", "v1.a.AAAA.AAAA", "v2.a.b.c")),
        (sealed) => {
          expect(vault.open(credential, [], sealed)).toHaveProperty("refused");
        },
      ),
    );
  });
});

describe("keys", () => {
  const [first, second, third] = [keyOf("first"), keyOf("second"), keyOf("third")];

  test("all open, the first seals, and what another sealed is stale", () => {
    const old = createVault([second]).seal(credential, ["u"], "secret");
    const vault = createVault([first, second]);
    expect(vault.open(credential, ["u"], old)).toEqual({ text: "secret", isStale: true });
    const sealed = vault.seal(credential, ["u"], "secret");
    expect(createVault([first]).open(credential, ["u"], sealed)).toEqual({ text: "secret", isStale: false });
  });

  test("open nothing of a key that is not among them, or only has its name", () => {
    const sealed = createVault([first]).seal(credential, ["u"], "secret");
    expect(createVault([second]).open(credential, ["u"], sealed)).toEqual({ refused: "unknown key" });
    const sameName = createVault([{ ...third, kid: "first" }]);
    expect(sameName.open(credential, ["u"], sealed)).toEqual({ refused: "not ours" });
  });

  test("of which there are none seal nothing, and the error names the variable", () => {
    const vault = createVault([]);
    expect(vault.hasKey).toBe(false);
    const require = () => {
      vault.requireKey();
    };
    for (const act of [() => vault.seal(credential, [], "canary"), require]) {
      expect(act).toThrow(ConfigurationError);
      expect(act).toThrow(/^KESTRA_MCP_ENCRYPTION_KEYS is not set.*generate-key/);
      expect(act).not.toThrow(/canary/);
    }
    const sealed = createVault([first]).seal(credential, ["u"], "secret");
    expect(vault.open(credential, ["u"], sealed)).toEqual({ refused: "unknown key" });
  });
});
