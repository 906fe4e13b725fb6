import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "../build.ts";
import { services } from "../generated/services.ts";
import { readProject } from "../generator/packaging/project.ts";
import { serverJson } from "../generator/packaging/server-json.ts";
import { layBundle, packBundle } from "./mcpb-bundle.ts";
import { packForNpm } from "./npm-package.ts";
import { makeOneFile } from "./one-file.ts";
import { mustRun } from "./run-command.ts";
import { softwareBill } from "./sbom.ts";

/*
 * Makes what a release has, in `artifacts/`: `npm run package` makes all, `npm run package -- npm` just that. Of the program in
 * one file `--node` names the Node that it is made of, where that is another one than runs this, and `--as` the platform.
 */

const root = join(import.meta.dirname, "..");
const folder = join(root, "artifacts");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { node: { type: "string" }, as: { type: "string" } },
});
const project = readProject(await readFile(join(root, "package.json"), "utf8"));
const file = (end: string): string => join(folder, `${project.name}-${project.version}${end}`);
const bundleFile = file(".mcpb");

const makers: Readonly<Record<string, () => Promise<string>>> = {
  npm: async () => (await packForNpm(root, folder)).path,
  mcpb: makeBundle,
  "one-file": async () => {
    const platform = values.as ?? `${process.platform}-${process.arch}`;
    const end = `-${platform}${platform.startsWith("win") ? ".exe" : ""}`;
    return (await makeOneFile(values.node ?? process.execPath, file(end))).path;
  },
  sbom: async () => {
    const { packages } = await build(join(root, "dist"));
    return written(file(".cdx.json"), softwareBill(project, packages));
  },
  registry: async () => written(join(folder, "server.json"), await registryEntry()),
};

const unknown = positionals.filter((word) => !Object.hasOwn(makers, word));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no ${unknown.join(", ")} to make: name ${Object.keys(makers).join(", ")}.\n`,
  );
  process.exit(2);
}
await mkdir(folder, { recursive: true });
// In this order: the entry in the registry names the bundle.
for (const word of Object.keys(makers).filter((it) => positionals.length === 0 || positionals.includes(it))) {
  const path = (await makers[word]?.()) ?? "";
  const bytes = await readFile(path);
  const sum = createHash("sha256").update(bytes).digest("hex");
  process.stdout.write(`${(bytes.length / 1024).toFixed(0).padStart(7)} KB  ${sum}  ${path}\n`);
}

async function makeBundle(): Promise<string> {
  const laid = join(folder, "bundle");
  await build(join(root, "dist"));
  await layBundle(root, join(root, "dist"), laid);
  await mustRun([...packBundle, laid, bundleFile]);
  return bundleFile;
}

/** With the bundle, whose sum is known only now. */
async function registryEntry(): Promise<object> {
  const sha256 = createHash("sha256")
    .update(await readFile(bundleFile))
    .digest("hex");
  const name = bundleFile.slice(folder.length + 1);
  const url = `${project.repository}/releases/download/v${project.version}/${name}`;
  return serverJson(project, services, { url, sha256 });
}

async function written(path: string, value: unknown): Promise<string> {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
  return path;
}
