import type { CompileInputs } from "../../compile.ts";
import { compileInputs } from "../../workspace/project.ts";
import { readTree } from "../../workspace/files.ts";
import { explain } from "./explain-inputs.ts";
import { explainOptions } from "./options.ts";

const root = process.cwd();
const { tool, argument, line, error } = explainOptions(process.argv.slice(2));
const { text = "", refusal } =
  tool === undefined
    ? { refusal: error }
    : explain(await inputs(), await readTree(root, "test", /\.ts$/u), tool, { line, argument });
process.stdout.write(text);
if (refusal !== undefined) {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 2;
}

async function inputs(): Promise<CompileInputs> {
  const files = await readTree(root, "specs", /\.(ya?ml|ts|json)$/iu);
  return compileInputs(new Map(files.map(({ path, text: it }) => [path, it])));
}
