import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainName } from "../../../runtime/oauth/clients/plain-name.ts";
import { asking, authorize, redirectUri, register } from "../server/support/flow.ts";
import { served } from "../server/support/served.ts";

describe("What a program calls itself", () => {
  test.each([
    ["stays as it is", "Claude Code (kestra)", "Claude Code (kestra)"],
    ["stays in another script", "Помощник для Kestra", "Помощник для Kestra"],
    ["stays with the marks of its language", "ड़ीं é ที่", "ड़ीं é ที่".normalize("NFKC")],
    ["stays where scripts that nobody confuses meet", "Claude用アシスタント", "Claude用アシスタント"],
    ["has no direction of its own", "Claude\u202Egnp.exe\u2066", "Claudegnp.exe"],
    ["has nothing that is not seen", "Cl\u200Bau\u00ADde\uFEFF\u{E0041}\u3164", "Claude"],
    ["starts no line, and is not far away", `Claude\n\t${"\u00A0".repeat(50)}\u2003Code`, "Claude Code"],
    ["has no towers of marks", `C${"\u0322".repeat(40)}laude`, `C${"\u0322".repeat(3)}laude`],
    ["has no mark that stands on what is before it", "\u0338\u0338Claude \u0338x", "Claude x"],
    ["has nothing around its letters", "C\u20DDlaude\u20E0", "Claude"],
    ["is in common letters", "𝐂𝐥𝐚𝐮𝐝𝐞 Ｃｏｄｅ", "Claude Code"],
    ["has letters written out that pass for others", "Cl\u0430ude \u0421ode", "Cl\\u{430}ude \\u{421}ode"],
    ["has at most 100 characters", "🦭".repeat(101), "🦭".repeat(100)],
    ["is none where nothing is seen of it", "\u200B \u202E", ""],
  ])("%s", (_, name, plain) => {
    expect(plainName(name)).toBe(plain);
  });

  test("has none of this left, whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (name) => {
        const plain = plainName(name);
        expect(plain).not.toMatch(/[\p{Cc}\p{Cf}\p{Me}]|^\p{M}|\p{M}{4}/u);
        expect(plain.length).toBeLessThanOrEqual(200);
      }),
    );
  });

  test("is shown apart from what we say of it", async () => {
    const server = await served();
    const name = "עוזר\u202E";
    const { client_id: client } = await register(server, { redirect_uris: [redirectUri], client_name: name });
    expect((await authorize(server, asking(client))).text).toContain("<bdi>עוזר</bdi>");
  });
});
