import { describe, expect, it } from "vitest";
import { InputError } from "../../runtime/errors.ts";
import { yamlKey } from "../../runtime/yaml-key.ts";

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
  ])("reads %j", async (source, id) => {
    expect(await yamlKey(source, "flow")).toEqual({ namespace: "company.team", id });
  });

  it.each([
    ["", "is not that of one flow"],
    ["just a text", "is not that of one flow"],
    ["- id: a", "is not that of one flow"],
    ["id: a\ntasks: []\n", "YAML must include 'namespace' and 'id' fields"],
    ["id:\nnamespace: company.team\n", "YAML must include 'namespace' and 'id' fields"],
    ["id: a\nnamespace: b\n---\nid: c\nnamespace: b\n", "2 documents"],
    ['"id: a', "cannot be read"],
  ])("refuses %j", async (source, reason) => {
    const refused = yamlKey(source, "flow");
    await expect(refused).rejects.toBeInstanceOf(InputError);
    await expect(refused).rejects.toThrow(reason);
  });

  it("leaves to Kestra what is wrong below the names", async () => {
    const source = "id: a\nnamespace: company.team\ntasks:\n  - id: x\n   message: wrong indent\n";
    expect(await yamlKey(source, "flow")).toEqual({ namespace: "company.team", id: "a" });
  });
});
