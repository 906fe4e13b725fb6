import { describe, expect, it } from "vitest";
import { catalog } from "../../../generated/catalog.ts";
import { choose } from "../../../runtime/tool/choose.ts";
import { inputOf } from "../../../runtime/call/arguments/input.ts";
import { readExamples } from "../support/examples.ts";

const all = readExamples();

/** Arguments that the official server refuses as null, though they may be left out. */
const refusedByOfficial: Readonly<Record<string, readonly string[]>> = {
  execute_flow: ["inputs", "labels"],
  manage_executions: ["status"],
  list_executions: ["count"],
  namespace_file_action: ["path", "file_content", "to_path", "q"],
  namespace_directory_action: ["to_path"],
  manage_kv_store: ["key"],
  replay_execution: ["ids", "namespace", "flow_id"],
  restart_execution: ["execution_id"],
};

describe("null", () => {
  it.each(catalog.map((tool) => ({ name: tool.name, tool })))(
    "for any argument that $name may do without is the same as none",
    ({ name, tool }) => {
      const own = all.filter((it) => it.tool.name === name);
      expect(own).not.toEqual([]);
      const { properties, required = [] } = tool.inputSchema;
      for (const { call } of own) {
        const left = Object.keys(properties).filter(
          (it) => !required.includes(it) && !Object.hasOwn(call, it),
        );
        const nulls = { ...Object.fromEntries(left.map((it) => [it, null])), ...call };
        expect(inputOf(tool, choose(tool, nulls), nulls)).toEqual(inputOf(tool, choose(tool, call), call));
      }
    },
  );

  it("may be said for each argument of which the official server takes none", () => {
    for (const [name, arguments_] of Object.entries(refusedByOfficial)) {
      const schema = catalog.find((it) => it.name === name)?.inputSchema;
      expect(Object.keys(schema?.properties ?? {}), name).toEqual(expect.arrayContaining([...arguments_]));
      expect(
        arguments_.filter((it) => schema?.required?.includes(it) === true),
        "Give the argument no default, or do not require it: null stands for what is left out.",
      ).toEqual([]);
    }
  });
});
