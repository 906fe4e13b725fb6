import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import Module from "node:module";
import { basename, dirname, join } from "node:path";
import { Script } from "node:vm";
import { homeOf, type Environment } from "./environment.ts";

/*
 * What V8 makes of the program's files is kept in a folder of the user's, so that the next start need not read and compile them
 * once more. Node does so itself from 22.1 on, for whom it is told to, and in a folder that all users share.
 */

/** Files that are kept: of a few builds, for a few releases of Node. */
const most = 60;

/** Milliseconds after a start until what was compiled is kept: by then it is known what is used of it. */
const settled = 3000;

/** Node's own ways to load a file, which it has for whoever loads files in another way. */
interface Loaders {
  readonly _extensions: Record<".js" | ".txt", (module: NodeJS.Module, path: string) => void>;
}

const loaders = (Module as unknown as Loaders)._extensions;

type Loaded = (
  this: unknown,
  exports: unknown,
  require: (id: string) => unknown,
  module: NodeJS.Module,
  filename: string,
  folder: string,
) => void;

/** How the files of the program are loaded. @param folder of the program */
export function loadFrom(folder: string, env: Environment, platform: string): void {
  loaders[".txt"] = (module, path) => {
    module.exports = readFileSync(path, "utf8");
  };
  const kept = codeFolder(env, platform);
  if (kept !== undefined) keepCompiled(join(folder, "chunks"), kept);
}

/**
 * Loads files with what is kept of them, and keeps what is not. Where nothing can be kept they are loaded all the same.
 * @param files the folder of files that are loaded so: ASCII alone, whose names tell what they hold
 */
function keepCompiled(files: string, folder: string): void {
  const unkept = new Map<string, Script>();
  const keep = () => {
    if (unkept.size > 0) keepAll(unkept, folder);
    unkept.clear();
  };
  const plain = loaders[".js"];
  /** Files that wait for one that they load. */
  let waiting = 0;
  loaders[".js"] = (module, path) => {
    // What a start used is all that the next one should read: it is kept before more of it is used.
    if (waiting === 0) keep();
    waiting++;
    try {
      if (dirname(path) === files) load(module, path);
      else plain(module, path);
    } finally {
      waiting--;
    }
  };
  const load = (module: NodeJS.Module, path: string) => {
    const kept = join(folder, `${basename(path)}-${process.version}-${process.arch}`);
    const cachedData = keptIn(kept);
    const script = new Script(wrapped(path), { filename: path, ...(cachedData && { cachedData }) });
    if (cachedData === undefined || script.cachedDataRejected === true) unkept.set(kept, script);
    const run = script.runInThisContext() as Loaded;
    run.call(module.exports, module.exports, (id) => module.require(id) as unknown, module, path, files);
  };
  setTimeout(keep, settled).unref();
  process.once("exit", keep);
}

/** A file as a function of what a module is given. It is copied once, outside of the heap. */
function wrapped(path: string): string {
  const head = "(function (exports, require, module, __filename, __dirname) {";
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.allocUnsafe(head.length + size + 2);
    bytes.write(head, 0, "latin1");
    let at = head.length;
    for (let read = 1; read > 0 && at < head.length + size; at += read)
      read = readSync(file, bytes, at, head.length + size - at, null);
    bytes.write("})", at, "latin1");
    return bytes.toString("latin1", 0, at + 2);
  } finally {
    closeSync(file);
  }
}

/** Where it is kept; undefined where the user has no folder for such, or wants nothing kept. */
function codeFolder(env: Environment, platform: string): string | undefined {
  // As Node names the two.
  if (env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  if (env.NODE_COMPILE_CACHE) return join(env.NODE_COMPILE_CACHE, "kestra-mcp");
  const home = homeOf(env);
  const usual = home && join(home, platform === "darwin" ? "Library/Caches" : ".cache");
  const caches = platform === "win32" ? env.LOCALAPPDATA : env.XDG_CACHE_HOME || usual;
  return caches ? join(caches, "kestra-mcp", "code") : undefined;
}

/** Undefined where there is none, or others could have written it: it is run as it is. */
function keptIn(path: string): Buffer | undefined {
  try {
    const file = openSync(path, "r");
    try {
      return isOurs(fstatSync(file)) ? readFileSync(file) : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

function isOurs({ uid, mode }: { readonly uid: number; readonly mode: number }): boolean {
  const own = process.getuid?.();
  return own === undefined || (uid === own && (mode & 0o022) === 0);
}

function keepAll(scripts: ReadonlyMap<string, Script>, folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOurs(statSync(folder))) return;
    for (const [path, script] of scripts) {
      const part = `${path}.${process.pid}`;
      writeFileSync(part, script.createCachedData(), { mode: 0o600 });
      renameSync(part, path);
    }
    makeRoom(folder);
  } catch {
    // A start without is slower, and nothing else.
  }
}

/** The oldest give way. */
function makeRoom(folder: string): void {
  const all = readdirSync(folder).map((name) => {
    const path = join(folder, name);
    return { path, at: statSync(path).mtimeMs };
  });
  all.sort((a, b) => b.at - a.at);
  for (const { path } of all.slice(most)) rmSync(path, { force: true });
}
