import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocument, stringify, type ToStringOptions } from "yaml";
import { limits } from "../../../runtime/limits.ts";
import { InputError } from "../../../runtime/errors.ts";
import { yamlKey } from "../../../runtime/yaml/key.ts";
import { root } from "../../support/source.ts";

const team = "namespace: company.team\n";

describe("yamlKey", () => {
  it.each([
    ["id: hello\nnamespace: company.team\ntasks: []\n", "hello"],
    ["namespace: company.team\nid: '42'\n", "42"],
    ["namespace: company.team\nid: 007\n", "007"],
    ["namespace: company.team\nid: 2024-01-01\n", "2024-01-01"],
    ["namespace: company.team\nid: off\n", "false"],
    ["namespace: company.team\nid: Yes\n", "true"],
    ["namespace: company.team\nid: y\n", "y"],
    ["namespace: company.team\nid: Y\n", "Y"],
    ["namespace: company.team\nid: n\n", "n"],
    ["namespace: company.team\nid: N\n", "N"],
    ["namespace: company.team\nid: twice\ntasks: []\ntasks: []\n", "twice"],
    [`${team}id: same\nid: same\n`, "same"],
    ["{id: a, namespace: company.team}", "a"],
    ['{"id":"a","namespace":"company.team","tasks":[{"id":"b"},{"id":"c"}]}', "a"],
    ['{\n\t"tasks": [],\n\t"namespace": "company.team", # why\n\t"id": "a"\n}\n', "a"],
    [`%YAML 1.1\n---\n# why\n${team}id: a # the id\n...\n`, "a"],
    [`\ufeff${team}id: a\n---\n`, "a"],
    [`${team}id: a\n---\n# nothing\n`, "a"],
    ["namespace: company.team\r\nid: a\r\ntasks:\r\n- id: b\r\n", "a"],
    [`  namespace: company.team\n  id: a\n`, "a"],
    [`"namespace": company.team\n'id': "a\\x62\\u0063"\n`, "abc"],
    [`${team}id:\n  a\n`, "a"],
    [`${team}id: &name a\ncopy: *name\n`, "a"],
    [`&flow\n${team}&k id: a\n`, "a"],
    [`${team}id: !!str off\n`, "off"],
    [`${team}id: ! 1\n`, "1"],
    [`${team}id: 'it''s'\n`, "it's"],
    [`${team}id: "a\\\n  b"\n`, "ab"],
    [`${team}id: one\n  two\n`, "one two"],
    [`${team}id: >-\n  a\n`, "a"],
    [`? id\n: a\n? namespace\n: company.team\n`, "a"],
    [`tasks:\n- id: b\n- - id: c\n-\n  id: d\n${team}id: a\n`, "a"],
    [`script: |\n  id: b\n\n   - "\n  {[\n${team}id: a\n`, "a"],
    [`script: |2-\n   x\n  id: b\n${team}id: a\n`, "a"],
    [`x: "a\nid: b"\n${team}id: a\n`, "a"],
    [`x: {a: [\nid: b,\n'}'\n]}\n${team}id: a\n`, "a"],
    [`x: it's "so" # 'id: b\n${team}id: a\n`, "a"],
    [`x: "{{ a['b'] }}" \ny: {{ a }}\n${team}id: a\n`, "a"],
    [`x: http://a.b/c:d#e\n${team}id: a#b\n`, "a#b"],
    [`x:\n  id: b\n  y:\n    namespace: z\n${team}id: a\n`, "a"],
    [`__proto__: x\nconstructor: y\n${team}id: a\n`, "a"],
  ])("reads %j", async (source, id) => {
    expect(await yamlKey(source, "flow")).toEqual({ namespace: "company.team", id });
  });

  it.each([
    ["", "does not describe a single flow"],
    ["just a text", "does not describe a single flow"],
    ["- id: a", "does not describe a single flow"],
    ["[{id: a}]", "does not describe a single flow"],
    ["id: a\ntasks: []\n", "YAML must include 'namespace' and 'id' fields"],
    ["id:\nnamespace: company.team\n", "YAML must include 'namespace' and 'id' fields"],
    [`${team}id: ~\n`, "YAML must include 'namespace' and 'id' fields"],
    [`${team}id: !!str\n`, "YAML must include 'namespace' and 'id' fields"],
    [`${team}tasks:\n  id: a\n`, "YAML must include 'namespace' and 'id' fields"],
    ["id: a\nnamespace: b\n---\nid: c\nnamespace: b\n", "2 documents"],
    ["a\n---\nb\n---\nc\n", "3 documents"],
    ['"id: a', 'cannot be read: the " in line 1 is not closed'],
    [`id: a\ntasks: [\n${team}`, "cannot be read: the [ in line 2 is not closed"],
    [`x: &a b\nid: *a\n${team}`, "`id` in line 2 is an alias (*a): write out"],
    [`id: !secret a\n${team}`, "`id` in line 1 has the tag !secret"],
    [`id: [a]\n${team}`, "`id` must be a text, not a list or a mapping"],
    [`${team}id:\n- a\n`, "`id` must be a text, not a list or a mapping"],
    [`${team}id:\n  a: b\n`, "`id` must be a text, not a list or a mapping"],
    [`${team}id: |\n  a\n  b\n`, "`id` in line 2 is a block of several lines"],
    [`? |-\n  id\n: a\nid: b\n${team}`, "The key in line 1 is a block of its own lines"],
    [`x: &k id\n*k : a\n${team}`, "The key in line 2 is an alias"],
    [`  id: a\n${team}`, "its outermost mapping ends before line 2. Indent all keys of the flow alike."],
    [`{id: a}\n${team}`, "its outermost mapping ends before line 2"],
    [`{id: a, namespace: b}\n- x\n`, "its outermost mapping ends before line 2"],
    [`{id: a, namespace: b}: x\n`, "its outermost mapping ends before line 1"],
    [`id: a\n\tnamespace: b\n`, "Line 2 is indented by a tab: YAML takes spaces alone."],
    [`tasks:\n  \t- id: a\n`, "missing. Line 2 is indented by a tab"],
    ["```yaml\nid: a\nnamespace: b\n```\n", "leave out the lines that begin with ```"],
    [
      "namespace: [\nid: a\n",
      "not a list or a mapping. The YAML cannot be read: the [ in line 1 is not closed.",
    ],
    [
      `id: a\n${team}? "name\\\n${" ".repeat(limits.yamlKey)}space"\n: other\n`,
      "The key in line 3 is long and has a backslash",
    ],
    [`id: a\n${team}id: b\n`, "`id` stands there more than once (lines 1, 3): leave one"],
    [`${team.trim()}\n  tasks: x\nid: a\n`, "`namespace` in line 1 is followed by another colon"],
    [`${team}id: a: b\n`, "`id` in line 2 is followed by another colon"],
    [`${team}id: ${"a".repeat(1001)}\n`, "`id` in line 2 has more than 1000 characters"],
    [`${team}id: a\nx: ${"[".repeat(100)}`, "nested more than 100 levels deep, in line 3"],
    [`${team}id: a\nx:\n${"- ".repeat(101)}`, "nested more than 100 levels deep, in line 4"],
  ])("refuses %j", async (source, reason) => {
    const refused = yamlKey(source, "flow");
    await expect(refused).rejects.toBeInstanceOf(InputError);
    await expect(refused).rejects.toThrow(reason);
  });

  it("refuses what is too long", async () => {
    const refused = yamlKey("#".repeat(4 * 1024 * 1024 + 1), "flow");
    await expect(refused).rejects.toThrow("has 4194305 characters, and at most 4194304 are read");
  });

  it.each([
    "tasks:\n  - id: x\n   message: wrong indent\n",
    "tasks: @x\n",
    "tasks: *nobody\n",
    "tasks: [\n",
    `x: ${"[".repeat(99)}`,
  ])("leaves to Kestra what is wrong below the names: %j", async (wrong) => {
    expect(await yamlKey(`id: a\n${team}${wrong}`, "flow")).toEqual({ namespace: "company.team", id: "a" });
  });
});

const line = fc
  .string({
    unit: fc.constantFrom(...Array.from("aZ09_.- :#'\"\\[]{},&*!|>%@`?\t~é😀")),
    minLength: 1,
    maxLength: 60,
  })
  // Within brackets Kestra takes a colon for an indicator wherever a text could begin.
  .filter((text) => text.trim() !== "" && !text.trimStart().startsWith(":"));
const name = fc.oneof(
  line,
  fc.constantFrom(
    "on",
    "null",
    "1e3",
    "0x1F",
    "2024-01-01",
    "- a",
    "a: b",
    "a #b",
    "---",
    "=",
    "<<",
    "12:30:45",
  ),
);
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 5, "", "id: b", "\n", "  indented\nid: x\n", "#!/bin/sh\necho 'it''s'\n\n"),
    fc.array(line, { maxLength: 4 }).map((lines) => lines.join("\n")),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom("id", "namespace", "tasks"), line), tie("any"), { maxKeys: 3 }),
  ),
})).any;
const style = fc.record<ToStringOptions>({
  collectionStyle: fc.constantFrom("any", "flow", "block"),
  defaultStringType: fc.constantFrom(
    "PLAIN",
    "QUOTE_DOUBLE",
    "QUOTE_SINGLE",
    "BLOCK_FOLDED",
    "BLOCK_LITERAL",
  ),
  defaultKeyType: fc.constantFrom("PLAIN", "QUOTE_DOUBLE", "QUOTE_SINGLE"),
  indent: fc.constantFrom(2, 3, 4),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 20, 80),
  blockQuote: fc.constantFrom(true, false),
});
const around = fc.record({
  before: fc.constantFrom("", "\ufeff", "# id: x\n\n", "---\n", "%YAML 1.1\n---\n", "--- # why\n"),
  after: fc.constantFrom("", "\n", "...\n", "# namespace: x", "---\n", '...\n# "\n'),
  crlf: fc.boolean(),
});

it("reads whatever the yaml package writes, in every style", async () => {
  const flow = fc.record({
    id: name,
    namespace: name,
    others: fc.array(fc.tuple(line, value), { maxLength: 4 }),
    at: fc.nat(4),
  });
  await fc.assert(
    fc.asyncProperty(
      flow,
      style,
      around,
      async ({ id, namespace, others, at }, options, { before, after, crlf }) => {
        const rest = others.filter(([key]) => key !== "id" && key !== "namespace");
        const entries = [...rest.slice(0, at), ["namespace", namespace], ...rest.slice(at), ["id", id]];
        // Of what is folded, one line in the object need not be one line in the text.
        const isBlock = options.defaultStringType?.startsWith("BLOCK") === true;
        const text = stringify(Object.fromEntries(entries), {
          ...options,
          compat: "yaml-1.1",
          ...(isBlock && { lineWidth: 0 }),
        });
        const whole = before + text + after;
        const source = crlf ? whole.replaceAll("\n", "\r\n") : whole;
        const read = parseDocument(source, { version: "1.1", logLevel: "error" });
        // A block that begins with a blank says its indentation, which is refused.
        fc.pre(!isBlock || ![id, namespace].some((text) => /^\s/.test(text)));
        fc.pre(read.errors.length === 0 && read.get("id") === id && read.get("namespace") === namespace);
        expect(await yamlKey(source, "flow")).toEqual({ id, namespace });
      },
    ),
    { numRuns: 250 },
  );
});

it("reads every flow of the recordings as the yaml package does", async () => {
  let count = 0;
  for (const one of ["1.0", "1.3", "2.0"]) {
    const folder = join(root, "test/recordings", one);
    for (const file of readdirSync(folder).filter((it) => it.endsWith(".json"))) {
      const { exchanges = [] } = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
        exchanges?: readonly { readonly request: { readonly body?: unknown } }[];
      };
      for (const { request } of exchanges) {
        if (typeof request.body !== "string" || !/^(id|namespace):/m.test(request.body)) continue;
        const read = parseDocument(request.body, { version: "1.1", uniqueKeys: false, logLevel: "error" });
        const [id, namespace] = [read.get("id"), read.get("namespace")];
        if (typeof id !== "string" || typeof namespace !== "string" || read.errors.length > 0) continue;
        expect(await yamlKey(request.body, "flow"), `${one}/${file}`).toEqual({ id, namespace });
        count++;
      }
    }
  }
  expect(count).toBeGreaterThan(20);
});
