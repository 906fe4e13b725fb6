import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { rolesSchema, tokensSchema } from "../../../generator/spec/grammar/roles.ts";
import { validator } from "../../../generator/spec/grammar/validate.ts";
import { compiled } from "../../../generated/compiled.ts";
import { readRoles } from "../../../runtime/access/roles-file.ts";
import { hashOf, readTokens } from "../../../runtime/access/tokens-file.ts";
import { ConfigurationError } from "../../../runtime/errors.ts";
import { root } from "../../support/source.ts";

const rolesIn = (text: string, preset?: string) =>
  readRoles({ file: { name: "roles.yaml", text }, preset }, compiled);

async function refusalOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => undefined,
    (it: unknown) => it,
  );
  if (!(error instanceof ConfigurationError)) throw new Error("It was taken.");
  return [error.message, ...error.lines].join("\n");
}

/** The YAML of the page, in order. */
const shown = [...readFileSync(join(root, "docs/roles.md"), "utf8").matchAll(/```yaml\n(.*?)```/gs)].map(
  ([, text = ""]) => text,
);

describe("a file of roles", () => {
  it("says what each role allows, tools by their names", async () => {
    const { names, grants, claims } = await rolesIn(shown[0] ?? "");
    expect(names).toEqual(["engineer", "reader"]);
    expect(claims).toEqual([["roles"], ["realm_access", "roles"], ["resource_access", "my.client", "roles"]]);
    const [writing, destroying, reading] = grants;
    expect(writing?.tools).toEqual(expect.arrayContaining(["get_flow", "search_logs", "execute_flow"]));
    expect(writing).toMatchObject({ effects: ["read", "write"], namespaces: ["company.data"] });
    expect(destroying?.tools).toContain("manage_executions");
    const { grants: action } = await rolesIn("roles: { a: [{ allow: [all], tools: [manage_flow.delete] }] }");
    expect(action[0]?.tools).toEqual(["manage_flow.delete"]);
    const { grants: watching } = await rolesIn("roles: { a: [{ allow: [all], tools: [observe] }] }");
    expect(watching[0]?.tools).toEqual(expect.arrayContaining(["get_flow", "manage_flow.get_yaml"]));
    expect(watching[0]?.tools).not.toContain("manage_flow");
    expect(watching[0]?.tools).not.toContain("manage_flow.delete");
    expect(reading).toEqual({ role: "reader", effects: ["read"] });
  });

  it("is refused with line, column and what was meant", async () => {
    const text = `groups:
  ops: [raeder]
roles:
  reader:
    - allow: [reed]
      tools: [flwo]
      namespace: [company]
  writer:
    - allow: [all]
      tools: [manage_flow.dlete]
      namespaces: [company.*]
`;
    expect(await refusalOf(rolesIn(text))).toBe(
      `roles.yaml:2:9 There is no role "raeder".
  2 |   ops: [raeder]
    |         ^^^^^^
  Did you mean reader?
roles.yaml:7:7 "namespace" is not a key of what a role allows.
  7 |       namespace: [company]
    |       ^^^^^^^^^
  Did you mean namespaces?
roles.yaml:5:15 "reed" is nothing that a role allows.
  5 |     - allow: [reed]
    |               ^^^^
  Did you mean read?
roles.yaml:6:15 "flwo" is not a toolset, preset or tool. Did you mean flow?
  6 |       tools: [flwo]
    |               ^^^^
roles.yaml:10:15 manage_flow has no action "dlete". Did you mean delete?
  10 |       tools: [manage_flow.dlete]
     |               ^^^^^^^^^^^^^^^^^
roles.yaml:11:20 "company.*" is no namespace.
  11 |       namespaces: [company.*]
     |                    ^^^^^^^^^
  A namespace stands for itself and all below it, without a star.`,
    );
  });

  it.each([
    ["roles: [", "This is not YAML"],
    ["- a", "The file is not a map."],
    ["roles: 5", "`roles` must be a map."],
    ["claims: [a]", "`roles` is missing"],
    ["roles: { a: { allow: [read] } }", "What a role allows must be a list."],
    ["roles: { a: [{ tools: [flow] }] }", "`allow` is missing"],
    ["roles: { a: [] }\nroles: { b: [] }", "unique"],
    ["roles: { a b: [] }", "is no name of a role"],
    ["roles: { a: [{ allow: [read], tools: [5] }] }", "must hold texts"],
    ["roles: { a: [] }\ndefault: [b]", 'There is no role "b"'],
  ])("is refused where it is %j", async (text, message) => {
    expect(await refusalOf(rolesIn(text))).toContain(message);
    expect(await refusalOf(rolesIn(text))).toMatch(/^roles\.yaml:\d+:\d+ /);
  });

  it("adds to the roles that come with the program, and replaces none", async () => {
    const { names } = await rolesIn("roles: { mine: [] }", "kestra-server-mcp");
    expect(names).toEqual([
      "anybody",
      "kestra.flow.read",
      "kestra.flow.write",
      "kestra.flow.execute",
      "mine",
    ]);
    const twice = rolesIn('roles: { "kestra.flow.read": [{ allow: [all] }] }', "kestra-server-mcp");
    expect(await refusalOf(twice)).toContain("The preset has a role kestra.flow.read.");
  });

  it("is what the schema of editors takes", () => {
    const check = validator(rolesSchema);
    expect(check(parse(shown[0] ?? ""))).toEqual([]);
    expect(check({ roles: { a: [{ allow: ["reed"] }] } })).not.toEqual([]);
    expect(check({ roles: { a: [{ tools: [] }] } })).not.toEqual([]);
    expect(check({ role: {} })).not.toEqual([]);
  });
});

describe("the roles that come with the program", () => {
  it("are what the page shows", async () => {
    for (const [i, name] of Object.keys(compiled.rolePresets ?? {}).entries()) {
      const { grants, names } = await readRoles({ preset: name }, compiled);
      expect(await rolesIn(shown[2 + i] ?? "")).toMatchObject({ grants, names });
    }
  });

  it("are known by their names", async () => {
    expect(await refusalOf(readRoles({ preset: "kestra-server" }, compiled))).toBe(
      'KESTRA_MCP_ROLES_PRESET must be kestra-server-mcp, not "kestra-server". Did you mean kestra-server-mcp?',
    );
  });
});

describe("a file of tokens", () => {
  const canary = "canary-token-0123456789";
  const tokensIn = (text: string) => readTokens("tokens.yaml", text, ["reader", "engineer"]);

  it("gives names and roles to tokens, of which only the hashes are kept", async () => {
    const text = `tokens:\n  - { name: a, token: ${canary}, roles: reader }\n`;
    expect(await tokensIn(text)).toEqual([{ name: "a", sha256: hashOf(canary), roles: ["reader"] }]);
    expect(await tokensIn(shown[1] ?? "")).toHaveLength(2);
    expect(validator(tokensSchema)(parse(shown[1] ?? ""))).toEqual([]);
  });

  it.each([
    [`tokens:\n  - name: a\n    token: short`, "at least 16 characters"],
    [`tokens:\n  - name: a\n    token: ${"a".repeat(20)}`, "anybody guesses"],
    [`tokens:\n  - name: a\n    token: ${canary}\n    sha256: "${"0".repeat(64)}"`, "one of them"],
    [`tokens:\n  - name: a`, "one of them"],
    [`tokens:\n  - name: a\n    sha256: ${canary}`, "64 hexadecimal digits"],
    [`tokens:\n  - token: ${canary}`, "`name` is missing"],
    [`tokens:\n  - { name: a, token: ${canary} }\n  - { name: b, token: ${canary} }`, "the same token"],
    [`tokens:\n  - { name: a, token: ${canary} }\n  - { name: a, token: x${canary} }`, "has this name"],
    [`tokens:\n  - { name: a, token: ${canary}, roles: [raeder] }`, "Did you mean reader?"],
    [`tokens:\n  - ${canary}: reader`, "This is not a key of a token."],
    [`tokens: []`, "There is no token."],
    [`tokens:\n  - ${canary}`, "must be a map"],
    [`tokens: {\n  ${canary}`, "This is not YAML."],
    [`tokens:\n  - { name: a, token: 12345678901234567890 }`, "put it in quotes"],
  ])("is refused where it is %j, and never told", async (text, message) => {
    const told = await refusalOf(tokensIn(text));
    expect(told).toContain(message);
    expect(told).toMatch(/^tokens\.yaml:\d+:\d+ /);
    expect(told).not.toContain(canary);
    expect(told).not.toContain("12345678901234567890");
  });
});
