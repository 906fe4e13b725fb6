import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createConfirmTokens, lifetimes, type Purpose } from "../../../runtime/confirm/tokens.ts";

const purposes: readonly Purpose[] = ["form", "argument"];
const purpose = fc.constantFrom(...purposes);
const calls = fc.tuple(fc.string(), fc.string()).filter(([a, b]) => a !== b);

describe("a token", () => {
  test("counts once, for the call and the purpose that it was made for", () => {
    fc.assert(
      fc.property(purpose, calls, (of, [call, another]) => {
        const tokens = createConfirmTokens();
        const token = tokens.issue(of, call);
        const other = of === "form" ? "argument" : "form";
        expect(tokens.redeem(of, token, another)).toBe("foreign");
        expect(tokens.redeem(other, token, call)).toBe("foreign");
        expect(createConfirmTokens().redeem(of, token, call)).toBe("foreign");
        expect(tokens.redeem(of, token, call)).toBeUndefined();
        expect(tokens.redeem(of, token, call)).toBe("used");
      }),
    );
  });

  test("says nothing of its call, is short, and is never the same twice", () => {
    const tokens = createConfirmTokens();
    const made = Array.from({ length: 500 }, () => tokens.issue("argument", "canary ".repeat(1000)));
    expect(new Set(made).size).toBe(500);
    for (const token of made) expect(token).toMatch(/^[\w-]{40}$/);
    expect(Buffer.from(made[0] ?? "", "base64url").toString("latin1")).not.toContain("canary");
  });

  test("does not count where one of its bits is another, and is not used up by that", () => {
    fc.assert(
      fc.property(purpose, fc.integer({ min: 0, max: 30 * 8 - 1 }), (of, bit) => {
        const tokens = createConfirmTokens();
        const token = tokens.issue(of, "call");
        const bytes = Buffer.from(token, "base64url");
        bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(tokens.redeem(of, bytes.toString("base64url"), "call")).toBe("foreign");
        expect(tokens.redeem(of, token, "call")).toBeUndefined();
      }),
    );
  });

  test("is written in one way only, and nothing else is one", () => {
    const tokens = createConfirmTokens();
    const token = tokens.issue("argument", "call");
    const ways = [`${token}=`, ` ${token}`, `${token}\n`, `${token}AAAA`, token.slice(1), "", "true", "null"];
    for (const way of ways) expect(tokens.redeem("argument", way, "call"), way).toBe("foreign");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(tokens.redeem("argument", text, "call")).toBe("foreign");
      }),
    );
    expect(tokens.redeem("argument", token, "call")).toBeUndefined();
  });

  test.each(purposes)("expires (%s)", (of) => {
    const life = lifetimes[of] * 1000;
    fc.assert(
      fc.property(fc.nat({ max: 10 ** 9 }), fc.integer({ min: 0, max: 2 * life }), (begun, passed) => {
        let now = begun;
        const tokens = createConfirmTokens(() => now);
        const token = tokens.issue(of, "call");
        now += passed;
        const outcome = tokens.redeem(of, token, "call");
        if (passed >= life) expect(outcome).toBe("expired");
        if (passed < life - 1000) expect(outcome).toBeUndefined();
      }),
    );
  });
});

describe("used tokens", () => {
  test("are bounded: then none is taken, and none is taken twice", () => {
    let now = 0;
    const tokens = createConfirmTokens(() => now, 3);
    const made = Array.from({ length: 4 }, () => tokens.issue("argument", "call"));
    const redeemAll = () => made.map((token) => tokens.redeem("argument", token, "call"));
    expect(redeemAll()).toEqual([undefined, undefined, undefined, "crowded"]);
    expect(redeemAll()).toEqual(["used", "used", "used", "crowded"]);
    now = lifetimes.argument * 1000;
    expect(redeemAll()).toEqual(["expired", "expired", "expired", "expired"]);
    expect(tokens.redeem("argument", tokens.issue("argument", "call"), "call")).toBeUndefined();
  });
});
