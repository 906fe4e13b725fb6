import { transform } from "esbuild";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { builtinsLater } from "../../packaging/bundle/common-js.ts";

const source = `
  import { join as put, sep } from "node:path";
  import { stat } from "node:fs/promises";
  import * as os from "node:os";
  export const path = () => put("a", "b") + sep;
  export const look = () => stat;
  export const cpus = os.cpus;
`;

test("a module of Node is loaded when something of it is used first, and once", async () => {
  const { code } = await transform(source, { format: "cjs" });
  const loaded: string[] = [];
  const load = (id: string): object => {
    loaded.push(id);
    return { join: (...words: string[]) => words.join("+"), sep: "!", stat: "stat", cpus: 8 };
  };
  const module: { exports: Partial<Record<string, () => unknown>> } = { exports: {} };
  runInNewContext(builtinsLater(code), { require: load, module, exports: module.exports });
  // What is taken whole is loaded at once.
  expect(loaded).toEqual(["node:os"]);
  expect(module.exports.path?.()).toBe("a+b!");
  expect(module.exports.path?.()).toBe("a+b!");
  expect(loaded).toEqual(["node:os", "node:path"]);
  expect(module.exports.look?.()).toBe("stat");
  expect(loaded).toEqual(["node:os", "node:path", "node:fs/promises"]);
});
