import { describe, expect, it } from "vitest";
import { camelCase, names, toolName } from "../../../generator/emit/code/names.ts";

describe("names", () => {
  it.each([
    ["manage_kv_store", "manageKvStore"],
    ["get", "get"],
    ["start-all", "startAll"],
    ["URL_of", "uRLOf"],
    ["2fast", "_2fast"],
    ["__proto__", "proto"],
    ["é", "_"],
  ])("%s is %s in camelCase", (name, expected) => {
    expect(camelCase(name)).toBe(expected);
  });

  it("keeps away from words of the language and from what is imported", () => {
    const { take } = names(["manageFlow"]);
    expect(["delete", "list", "json", "input", "manage_flow"].map((it) => take(it, "Action"))).toEqual([
      "deleteAction",
      "listAction",
      "jsonAction",
      "inputAction",
      "manageFlowAction",
    ]);
  });

  it("gives no name twice, nor one that clashes with what is made from another", () => {
    const { take } = names();
    expect(take("get_all", "Action", ["Input"])).toBe("getAll");
    expect(take("getAll", "Action", ["Input"])).toBe("getAllAction");
    expect(take("get-all", "Action", ["Input"])).toBe("getAllAction2");
    expect(take("get_all_input", "Action", ["Input"])).toBe("getAllInputAction");
  });

  it("names a tool's constant the same in its file and in the catalog", () => {
    expect(toolName("delete")).toBe("deleteTool");
    expect(toolName("find_flow")).toBe("findFlow");
  });
});
