import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compiled } from "../../generated/compiled.ts";
import { sketched } from "../../runtime/call/sketched.ts";
import { behavioursOf } from "../../runtime/catalog/narrow.ts";
import { isComposite, type AnyOperation } from "../../runtime/tool/definition.ts";
import { kestraMcp } from "../runtime/support/command-line.ts";
import { root } from "../support/source.ts";

/** Every request of every tool, on each line that it has. */
const requests = compiled.tools.flatMap((tool) =>
  behavioursOf(tool).flatMap((behaviour) => {
    const operations: readonly AnyOperation[] = isComposite(behaviour)
      ? Object.values(behaviour.calls)
      : [behaviour];
    return operations.flatMap((operation) =>
      (operation.lines ?? compiled.lines).map((line) => ({
        tool: tool.name,
        line,
        shown: sketched(operation, {}, { line }),
      })),
    );
  }),
);

const documented = readFileSync(join(root, "docs/compatibility.md"), "utf8");

/** The routes of the page of compatibility; what is in braces there may be any segment. */
const routes = [
  ...new Set([...documented.matchAll(/`((?:\w+ )?[A-Z]+ \/[^`]*)`/g)].map(([, route = ""]) => route)),
].map((route) => new RegExp(`^${route.replaceAll(/[.?]/g, "\\$&").replaceAll(/\{\w+\}/g, "[^/]+")}$`));

describe("a person is shown", () => {
  it("the method and the path of every request of every tool, on each line", () => {
    expect(requests.length).toBeGreaterThan(900);
    expect(
      requests.filter(({ shown }) => shown === undefined || /xArgument|%7B/.test(shown)),
      "The dry run cannot say this request: name its arguments in the example.",
    ).toEqual([]);
  });

  it("no route that is not in the page of compatibility", () => {
    const wrong = requests.filter(({ shown = "" }) => {
      const route = shown.replace(/ \/api\/v1\/\{tenant\}(?=\/)/, " ");
      return !routes.some((it) => it.test(route));
    });
    expect(
      [...new Set(wrong.map(({ tool, shown }) => `${tool} ${shown ?? ""}`))],
      "The dry run shows a request that the example does not send: mend the example, or sketch it in runtime/call/sketched.ts.",
    ).toEqual([]);
  });

  it("an example of every tool, whose arguments it has", async () => {
    const examples = (await compiled.examples?.()) ?? {};
    for (const { name, inputSchema } of compiled.tools) {
      const own = examples[name] ?? [];
      expect(own.length, name).toBeGreaterThan(0);
      const known = Object.keys(inputSchema.properties);
      expect(
        own.flatMap(({ call }) => Object.keys(call)).filter((it) => !known.includes(it)),
        name,
      ).toEqual([]);
    }
  });

  it("what each example may send, on each line that has it", async () => {
    const examples = (await compiled.examples?.()) ?? {};
    const all = { version: "9.9.9", ...compiled };
    let count = 0;
    for (const { name, toolset } of compiled.tools)
      for (const { call } of examples[name] ?? [])
        for (const line of compiled.lines) {
          const argv = ["call", name, JSON.stringify(call), "--dry-run", "--line", line];
          const env = { KESTRA_BASE_URL: "http://127.0.0.1:9", KESTRA_MCP_ENABLED_TOOLS: toolset };
          const { out, err } = await kestraMcp(argv, env, { compiled: all });
          if (/( needs a Kestra of release | is hidden by | It is hidden: )/.test(err)) continue;
          count++;
          const [, rows = ""] = /(?:It may send, on Kestra .*|At the same time):\n([^]*)/.exec(out) ?? [];
          const requests = [
            out.split("\n")[0] ?? "",
            ...rows.split("\n").filter((row) => row.startsWith("  ")),
          ];
          const sends = /(^| )(GET|POST|PUT|PATCH|DELETE) (https?:\/)?\//;
          const unclear = requests.filter(
            (it) => !sends.test(it) && !/^(It sends nothing|A dry run does not)/.test(it),
          );
          expect(unclear, `${name} on ${line}: ${out}${err}`).toEqual([]);
        }
    expect(count).toBeGreaterThan(500);
  });
});
