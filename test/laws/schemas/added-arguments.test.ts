import { describe, expect, it } from "vitest";
import { catalog } from "../../../generated/catalog.ts";
import { addedArguments, withoutAdded } from "../../../runtime/call/arguments/added-arguments.ts";
import { refuseUnknown } from "../../../runtime/call/arguments/input.ts";
import { narrow } from "../../../runtime/catalog/narrow.ts";
import { examplesOf, readSpecs } from "../support/specs.ts";

/** What n8n adds to a call, as its users reported it. */
const added = {
  toolCallId: "call_0BCIShth4lxZuYr4coSp4E5E",
  tool: "Kestra",
  sessionId: "3f9a",
  chatInput: "Which flows failed?",
  action: "sendMessage",
};

const calls = readSpecs().flatMap((spec) => examplesOf(spec).map(({ call }) => ({ name: spec.name, call })));

describe("what a client adds to the arguments of a call", () => {
  it.each(catalog)("is ignored by $name, but for its own arguments", (tool) => {
    const own = tool.inputSchema.properties;
    for (const { call } of calls.filter(({ name }) => name === tool.name)) {
      const sent = withoutAdded(tool, { ...added, ...call });
      const kept = Object.fromEntries(Object.entries(added).filter(([name]) => Object.hasOwn(own, name)));
      expect(sent).toEqual({ ...kept, ...call });
      expect(() => {
        refuseUnknown(tool, sent);
      }).not.toThrow();
    }
  });

  it("is a list of names that were seen, each with its source", () => {
    expect([...addedArguments.keys()]).toEqual(Object.keys(added));
    for (const [name, source] of addedArguments) expect(source, name).toMatch(/^[\w.-]+\/[\w.-]+#\d+$/);
  });

  it("is one of a few names: any other is refused", () => {
    const names = Object.keys(added);
    // What is nearly one of them, what other tools take, and what clients write elsewhere.
    const near = names.flatMap((name) => [
      name.toUpperCase(),
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      `${name}s`,
      `${name}Id`,
      ` ${name}`,
      name.slice(0, -1),
    ]);
    const others = catalog.flatMap(({ inputSchema }) => Object.keys(inputSchema.properties));
    const elsewhere = [
      "input",
      "metadata",
      "_meta",
      "context",
      "toolName",
      "tool_call_id",
      "__proto__",
      "toString",
    ];
    const all = [...new Set([...near, ...others, ...elsewhere])].filter((name) => !names.includes(name));
    for (const tool of catalog) {
      for (const name of all.filter((one) => !Object.hasOwn(tool.inputSchema.properties, one))) {
        expect(() => {
          refuseUnknown(tool, withoutAdded(tool, Object.fromEntries([[name, "x"]])));
        }, `${tool.name} ${name}`).toThrow(`there is no argument ${name}`);
      }
    }
  });

  it("is not what the operator has hidden: that stays refused", () => {
    const manager = catalog.find(({ inputSchema }) => Object.hasOwn(inputSchema.properties, "action"));
    if (manager === undefined) throw new Error("No tool has actions.");
    const narrowed = narrow(manager, ({ effect }) => effect === "read", "KESTRA_MCP_READ_ONLY") ?? manager;
    expect(withoutAdded(narrowed, { action: "get" })).toEqual({ action: "get" });
  });
});
