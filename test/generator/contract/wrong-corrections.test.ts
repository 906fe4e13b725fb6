import { expect, test } from "vitest";
import { contract, correct, correction } from "./correcting.ts";

/** Each on the 2.0 alone; the error is at `where` (line 2) or `change` (line 3). */
test.each([
  [
    "one that changes nothing",
    "{ schema: Label }",
    "{ set: { type: object } }",
    "2:10 On line 2.0: the correction changes nothing at Label: it is not needed.",
  ],
  [
    "a schema that is gone",
    "{ schema: Gone }",
    "{ optional: [x] }",
    "2:10 On line 2.0: there is no schema Gone. (at Gone)",
  ],
  [
    "a property that is gone",
    "{ schema: Flow, at: gone }",
    "{ set: { nullable: true } }",
    "2:10 On line 2.0: gone is not there. (at Flow gone)",
  ],
  [
    "a name of every object",
    "{ schema: Flow, at: toString }",
    "{ set: { nullable: true } }",
    "2:10 On line 2.0: toString is not there. (at Flow toString)",
  ],
  [
    "a property that is there already",
    "{ schema: Flow, at: labels }",
    "{ add: {} }",
    "2:10 On line 2.0: labels is there already. (at Flow labels)",
  ],
  [
    "one that is optional already",
    "{ schema: Flow }",
    "{ optional: [x] }",
    "2:10 On line 2.0: x is not required at its root. (at Flow)",
  ],
  [
    "a way through another schema",
    "{ schema: Flow, at: labels.key }",
    "{ set: { nullable: true } }",
    "2:10 On line 2.0: labels.key leads through Label: correct that schema. (at Flow labels.key)",
  ],
  [
    "an operation that is gone",
    `{ operation: "GET /gone" }`,
    "{ set: { deprecated: true } }",
    "2:10 On line 2.0: There is no GET /gone. (at GET /gone)",
  ],
  [
    "a reference to no schema",
    "{ schema: Flow, at: labels }",
    "{ replace: { ref: Gone } }",
    "3:11 On line 2.0: there is no schema Gone.",
  ],
  [
    "a key that schemas lack",
    "{ schema: Flow, at: labels }",
    "{ replace: { kind: x } }",
    "2:10 On line 2.0: A contract's schema has no kind. (at Flow labels)",
  ],
  [
    "a filter field that is gone",
    "{ filters: FLOW, field: gone }",
    "{ remove: true }",
    "2:10 On line 2.0: FLOW.gone takes add or replace, with a list of operations, or remove. (at FLOW gone)",
  ],
])("%s is an error at its place", (_, where, change, message) => {
  const { errors } = correct(correction(where, change, `["2.0"]`));
  expect(errors[0]).toBe(`c.yaml:${message}`);
});

test.each([
  ["no list", "a: 1\n", "c.yaml:1:1 The corrections are not a list."],
  ["no YAML", "- {", "c.yaml:1:4 This is not YAML"],
  ["a tab", "- lines: all\n\twhere: x\n", "c.yaml:2:2 This is not YAML"],
  ["aliases", "- &a [1]\n- *a\n", "c.yaml:1:1 YAML aliases are refused."],
  [
    "an unknown key",
    `${correction("{ schema: Flow }", "{ optional: [tasks] }")}  why: x\n`,
    "c.yaml:6:8 A correction has the keys",
  ],
  ["a missing key", "- lines: all\n  where: { schema: Flow }\n", "c.yaml:1:3 A correction has the keys"],
  [
    "an unknown line",
    correction("{ schema: Flow }", "{ optional: [tasks] }", `["9.9"]`),
    "c.yaml:1:10 `lines` is `all`, or a list of lines among 1.3, 2.0.",
  ],
  [
    "an unknown place",
    correction("{ scheme: Flow }", "{ optional: [tasks] }"),
    "c.yaml:2:10 `where` must be one of",
  ],
  [
    "two changes",
    correction("{ schema: Flow }", "{ optional: [tasks], remove: true }"),
    "c.yaml:3:11 `change` has one key",
  ],
  [
    "no exchange",
    correction("{ schema: Flow }", "{ optional: [tasks] }").replace(/"2.0\/.*"/, "somewhere"),
    "c.yaml:5:13 `exchange` is",
  ],
  [
    "an exchange of another line",
    correction("{ schema: Flow }", "{ optional: [tasks] }", `["1.3"]`),
    "c.yaml:5:13 `exchange` is",
  ],
  [
    "no reason",
    correction("{ schema: Flow }", "{ optional: [tasks] }").replace("It was seen.", '""'),
    "c.yaml:4:11 A correction needs a reason.",
  ],
])("%s is an error at its place", (_, yaml, message) => {
  expect(correct(yaml).errors[0]).toContain(message);
});

test("an empty file corrects nothing", () => {
  expect(correct("").errors).toEqual([]);
  expect(correct("").one).toEqual(contract("1.3"));
});
