import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";
import { nodesOf, readSources } from "../../support/source.ts";

const sources = readSources(["{runtime,generated,specs}/**/*.ts"]);

describe("runtime, generated code and steps", () => {
  it("read JSON that others wrote where no number is rounded and its depth is bounded", () => {
    const reading = sources.filter(({ file }) => nodesOf(file).some(parsesJson));
    // The entry runs before anything of ours is loaded; what is listed of tools was written by our build, and what the store keeps by
    // this program.
    expect(reading.map(({ path }) => path)).toEqual([
      "runtime/catalog/tools-ahead.ts",
      "runtime/entry.ts",
      "runtime/json/foreign-json.ts",
      "runtime/store/kept-json.ts",
    ]);
  });

  it("write YAML with its library, which calls itself for each level, and read with it what was read without before", () => {
    const loading = sources.filter(({ imports }) =>
      imports.some(({ to, typeOnly }) => to === "yaml" && !typeOnly),
    );
    // The user's own file of saved connections is nobody else's, and small; so are the operator's files of roles and tokens, and
    // what somebody types as the arguments of a call.
    const [operators, typed, own, ...others] = loading.map(({ path }) => path).sort();
    expect([operators, typed, own]).toEqual([
      "runtime/access/yaml-file.ts",
      "runtime/cli/commands/call-values.ts",
      "runtime/connections/contexts-file.ts",
    ]);
    expect(others, "Read foreign YAML by specs/functions/yaml.ts alone.").toEqual([
      "specs/functions/yaml.ts",
    ]);
    expect(loading.find(({ path }) => path === others[0])?.file.text).not.toMatch(
      /\b(parse(?!AllDocuments\b)\w*|Composer|Parser|Lexer)\b/,
    );
    // The one place finds the flow first, which refuses what is nested too deeply.
    const asking = sources.filter(
      ({ path, file }) => path.startsWith("specs/") && /\byamlFault\(/.test(file.text),
    );
    expect(asking.map(({ path }) => path).sort()).toEqual([
      "specs/functions/yaml.ts",
      "specs/steps/blueprints/folder-blueprints.ts",
    ]);
  });
});

/** `JSON.parse`, `response.json()`, and `JSON` handed on under another name. */
function parsesJson(node: ts.Node): boolean {
  if (ts.isIdentifier(node) && node.text === "JSON") {
    const { parent } = node;
    return !(ts.isPropertyAccessExpression(parent) && parent.name.text === "stringify");
  }
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === "json" &&
    node.arguments.length === 0
  );
}
