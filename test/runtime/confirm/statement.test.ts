import fc from "fast-check";
import { expect, test } from "vitest";
import { statement, type Planned } from "../../../runtime/confirm/statement.ts";
import { get } from "../support/tools.ts";

const connection = { baseUrl: "http://h:1", tenant: "t" };

function stated(input: unknown, preview: Partial<Planned["preview"]> = {}): string {
  const tool = { name: "drop_box", title: "Drop Box" };
  const chosen = { behaviour: { ...get, effect: "destructive" as const } };
  const planned = { requests: [], others: [], ...preview };
  return statement({ tool, chosen, input, preview: planned, connection }).masked((text) => text);
}

test("no argument starts a line, hides one, or turns it around", () => {
  const lines = stated({ box_id: "a" }).split("\n").length;
  const tricks = fc.string({
    unit: fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
      fc.constantFrom(
        "\n",
        "\r",
        "\u2028",
        "\u2029",
        "\u0085",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u001b",
        "\u{e0041}",
      ),
    ),
  });
  fc.assert(
    fc.property(tricks, (text) => {
      const shown = stated({ box_id: text });
      expect(shown.split(/[\n\r\u2028\u2029\u0085]/)).toHaveLength(lines);
      expect(shown.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }),
  );
  expect(stated({ box_id: "x\u202ey" })).toContain('box_id: "x\\u{202e}y"');
});

test("what is secret by its name is not shown, neither in a value nor in a request", () => {
  const input = {
    api_token: "canary-1",
    inputs: { db_password: "canary-2", secrets: { a: ["canary 3"], b: { c: 12345678 } }, port: 5432 },
    overwrite: true,
  };
  const query = { q: "canary-1", p: "canary 3" };
  const text = stated(input, { requests: [{ method: "POST", path: "/api/v1/{tenant}/x/canary-2", query }] });
  expect(text).not.toMatch(/canary|12345678/);
  expect(text).toContain("POST /api/v1/t/x/***?q=***&p=***\n");
  expect(text).toContain('"port":5432');
  expect(text).toContain("overwrite: true");
});

test.each<[string, object, readonly string[]]>([
  ["a number", { labels: { token: 123456789 } }, ["token:123456789"]],
  ["a short number", { labels: { token: 1234 } }, ["token:1234"]],
  ["a text that is sent trimmed", { labels: { passphrase: "  canary-1 " } }, ["passphrase:canary-1"]],
  ["a pair as one text", { labels: ["token:canary-1", "env:prod"] }, ["token:canary-1", "env:prod"]],
  ["a pair of key and value", { labels: [{ key: "api-key", value: "canary-1" }] }, ["api-key:canary-1"]],
  ["a pair of name and value", { inputs: [{ name: "token", value: 123456789 }] }, ["token:123456789"]],
])("%s that is secret by its name is not shown either", (_, input, labels) => {
  const requests = [{ method: "POST" as const, path: "/api/v1/{tenant}/x", query: { labels } }];
  const text = stated(input, { requests });
  expect(text).not.toMatch(/canary|1234/);
  expect(text).toMatch(/labels=(?:token|passphrase|api-key)%3A\*\*\*/);
  if (labels.includes("env:prod")) expect(text).toContain('labels: ["token:***","env:prod"]');
});

test("it is bounded, and says what was cut", () => {
  const input = {
    source: "x".repeat(100_000),
    ...Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`a${i}`, i])),
  };
  const requests = Array.from({ length: 40 }, (_, i) => ({
    method: "DELETE" as const,
    path: `/api/v1/{tenant}/boxes/${i}`,
    query: { q: "y".repeat(10_000) },
  }));
  const text = stated(input, { requests });
  expect(text.length).toBeLessThan(11_000);
  expect(text).toContain("… (100002 characters)");
  expect(text).toContain("Requests:\n  DELETE /api/v1/t/boxes/0?q=yyy");
  expect(text).toContain("\n  and 25 more\nArguments:");
  expect(text).toContain("\n  and 85 more\nKestra: http://h:1, tenant t");
});

test("a boolean is masked by its place: of an argument that is one the user sees what it is", () => {
  const input = {
    reset_password: true,
    inputs: { secret_flag: true, secrets: { a: [false], b: null }, port: true },
    labels: [{ key: "token", value: false }],
  };
  const query = { reset_password: true, labels: ["token:false", "env:true"] };
  const text = stated(input, { requests: [{ method: "POST", path: "/api/v1/{tenant}/x", query }] });
  expect(text).toContain("POST /api/v1/t/x?reset_password=true&labels=token%3A***&labels=env%3Atrue\n");
  expect(text).toContain("reset_password: true");
  expect(text).toContain('inputs: {"secret_flag":"***","secrets":{"a":["***"],"b":"***"},"port":true}');
  expect(text).toContain('labels: [{"key":"token","value":"***"}]');
});

test("no part of a secret is shown because a request is cut", () => {
  for (const secret of ["canary".repeat(200), "ä€ canary".repeat(100), "canary".padStart(299, "y")]) {
    const path = `/api/v1/{tenant}/boxes/${"b".repeat(150)}`;
    const text = stated({ password: secret }, { requests: [{ method: "PUT", path, query: { q: secret } }] });
    expect(text).toContain(`${"b".repeat(150)}?q=***`);
    expect(text).not.toMatch(/canary|yyy/);
  }
});

test("of more secrets than are looked for, no value is shown in a request", () => {
  const requests = [{ method: "PUT" as const, path: "/api/v1/{tenant}/boxes/b" }];
  const tokens = Array.from({ length: 101 }, (_, at) => `token-${at}`);
  expect(stated({ tokens: tokens.slice(1) }, { requests })).toContain("PUT /api/v1/t/boxes/b\n");
  expect(stated({ tokens }, { requests })).toContain("PUT ***\n");
});

test.each([
  ["one of many signs", { password: "ä-".repeat(20_000) }],
  ["one of many references", { password: "&".repeat(1_000_000) }],
  ["many", { tokens: Array.from({ length: 10_000 }, (_, at) => `ä-&${at}é€&&-/ü`) }],
])("a call with secrets is stated, however they are: %s", (_, value) => {
  const requests = [{ method: "PUT" as const, path: "/api/v1/{tenant}/boxes/b", query: { q: "&ä-" } }];
  const text = stated({ box_id: "a", value }, { requests });
  expect(text).toContain("PUT ");
  expect(text).toMatch(/value: .*\*\*\*/);
});
