import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transform, type TransformOptions } from "esbuild";
import { asciiSafe } from "../../generator/emit/code/text.ts";

const options = {
  format: "cjs",
  platform: "node",
  target: "node20",
  // What is kept of compiling a file is kept of its bytes.
  charset: "ascii",
  legalComments: "none",
} as const satisfies TransformOptions;

/**
 * Makes CommonJS of what was bundled, which only modules can be split: Node loads it in less time, and its own modules too, and what
 * was compiled of it can be kept.
 */
export async function asCommonJs(folder: string): Promise<void> {
  const chunks = (await readdir(join(folder, "chunks"))).map((name) => join("chunks", name));
  await Promise.all(["main.js", ...chunks].map((name) => asOne(join(folder, name))));
  await writeFile(join(folder, "package.json"), '{ "type": "commonjs" }\n');
}

async function asOne(path: string): Promise<void> {
  const { code } = await transform(await readFile(path, "utf8"), {
    ...options,
    // `require` loads in its place.
    supported: { "dynamic-import": false },
    define: { "import.meta.url": "__filename" },
  });
  const { code: small } = await transform(exportedOnce(builtinsLater(code)), { ...options, minify: true });
  // Modules are strict. Regular expressions the bundler leaves as they are.
  await writeFile(path, `"use strict";${asciiSafe(small)}`);
}

/** Gives what a module exports as it is: the bundler makes a second object of it for who changes the first. */
function exportedOnce(code: string): string {
  return code.replace(
    "module.exports = __toCommonJS(stdin_exports);",
    'module.exports = __defProp(stdin_exports, "__esModule", { value: true });',
  );
}

/**
 * Loads a module of Node when something of it is used first: a start needs few of them.
 * @param code as the bundler writes it, which uses what is imported by name as a member of a variable
 */
export function builtinsLater(code: string): string {
  return code.replace(
    /^var (import_\w+) = require\("(node:[\w/]+)"\);$/gm,
    (_, variable: string, module: string) => {
      const used = code.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, "g"));
      const names = [...new Set([...used].map(([, name]) => name))];
      const getters = names.map((name) => `get ${name}() { return ${variable}_loaded().${name}; }`);
      return (
        `var ${variable}_module, ` +
        `${variable}_loaded = () => ${variable}_module ??= require("${module}"), ` +
        `${variable} = { ${getters.join(", ")} };`
      );
    },
  );
}
