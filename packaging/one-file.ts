import { chmod, copyFile, mkdir, mkdtemp, open, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build as esbuild } from "esbuild";
import { build } from "../build.ts";
import { mustRun, runCommand } from "./run-command.ts";

/** A program in one file that was made. */
export interface OneFile {
  readonly path: string;
  readonly bytes: number;
  /** Whether it was run on this machine; false where it is for another platform. */
  readonly hasRun: boolean;
}

/** Marks where Node looks for a program in itself; the name is Node's. */
const fuse = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

/** Puts programs into executables, and is no dependency of the server. */
const postject = ["npx", "--yes", "postject@1.0.0-alpha.6"];

/**
 * Makes one file of Node and the server, which needs nothing else. In two stages: the bundle as it ships, and all its files in
 * one, since bundled at once, modules that wait for one another would not find each other.
 * @param node the Node that becomes the program, of this or another platform
 */
export async function makeOneFile(node: string, path: string): Promise<OneFile> {
  const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-one-file-"));
  try {
    const isOurs = await runsHere(node);
    const { entry } = await build(join(folder, "dist"));
    await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
    const script = join(folder, "one.cjs");
    await inOne(entry, script);
    const blob = join(folder, "one.blob");
    const config = {
      main: script,
      output: blob,
      disableExperimentalSEAWarning: true,
      // What is compiled ahead is of one version on one platform.
      useCodeCache: isOurs,
    };
    await writeFile(join(folder, "sea.json"), JSON.stringify(config));
    await mustRun([isOurs ? node : process.execPath, "--experimental-sea-config", join(folder, "sea.json")]);
    await mkdir(dirname(path), { recursive: true });
    await copyFile(node, path);
    await chmod(path, 0o755);
    await inject(path, blob);
    const hasRun = isOurs && (await mustRun([path, "--version"])) !== "";
    return { path, bytes: (await stat(path)).size, hasRun };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** All modules in one file that is none: a program in an executable can load no other. */
async function inOne(entry: string, outfile: string): Promise<void> {
  await esbuild({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    supported: { "dynamic-import": false },
    minify: true,
    legalComments: "none",
    loader: { ".txt": "text" },
    logLevel: "warning",
  });
}

async function inject(path: string, blob: string): Promise<void> {
  const isMac = await isMachO(path);
  const canSign = isMac && process.platform === "darwin";
  if (canSign) await mustRun(["codesign", "--remove-signature", path]);
  const segment = isMac ? ["--macho-segment-name", "NODE_SEA"] : [];
  await mustRun([...postject, path, "NODE_SEA_BLOB", blob, "--sentinel-fuse", fuse, ...segment]);
  if (canSign) await mustRun(["codesign", "--sign", "-", path]);
}

/** Whether an executable is of this platform. It is only tried where it looks so: a shell might read it as a script. */
async function runsHere(node: string): Promise<boolean> {
  if ((await beginning(node)) !== (await beginning(process.execPath))) return false;
  const version = await runCommand([node, "--version"]).catch(() => undefined);
  return version?.code === 0;
}

async function isMachO(path: string): Promise<boolean> {
  return (await beginning(path)).startsWith("cffaedfe");
}

/** The first bytes of a file, in hexadecimal: of ELF and of Mach-O they tell the processor, too. */
async function beginning(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(20), 0, 20, 0);
    return buffer.toString("hex");
  } finally {
    await file.close();
  }
}
