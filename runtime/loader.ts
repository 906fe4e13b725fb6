import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import Module from "node:module";
import { basename, dirname, isAbsolute, join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
import { keepHeapSmall, letHeapGrow } from "./heap.ts";
import { makePrivateFolder } from "./private-folder.ts";
import { homeOf, type Environment } from "./environment.ts";

/*
 * What V8 makes of the program's files is kept in a folder of the user's, so that the next start need not read and compile them
 * once more. Node does so itself from 22.1 on, for whom it is told to, and in a folder that all users share.
 */

/** Files that are kept: of a few builds, for a few releases of Node with some flags each, which is about 10 MB. */
const most = 200;

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

/** What V8 is while the heap is kept small: code that it compiled with other flags is refused. */
const tag = madeSmall(cachedDataVersionTag);

/** Tells what was built: a hash of all files, put here by the build. */
declare const builtHash: string;

/** What the name of each kept file ends in: V8 takes what was compiled of other code for that of this, where both are equally long. */
const ending = `-${builtHash}-${process.version}-${process.arch}-${tag.toString(16)}`;

/** Such names, of every V8: nothing else in the folder is ours to remove. */
const ours = /\.js-([\da-f]+-)?v\d[\w.-]*-[\da-f]+(\.\d+\.\w+)?$/;

/**
 * Loads files with what is kept of them, and keeps what is not. Where nothing can be kept they are loaded all the same.
 * @param files the folder of files that are loaded so: ASCII alone
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
  const mayRead = isSafe(folder);
  const compiled = (path: string): Script => {
    const kept = join(folder, basename(path) + ending);
    const cachedData = mayRead ? keptIn(kept) : undefined;
    const code = wrapped(path);
    const script = whileSmall(() => new Script(code, { filename: path, ...(cachedData && { cachedData }) }));
    if (cachedData === undefined || script.cachedDataRejected === true) unkept.set(kept, script);
    return script;
  };
  // What compiling needs is not of this function: what it gives the module would keep all of it.
  const load = (module: NodeJS.Module, path: string) => {
    const run = compiled(path).runInThisContext() as Loaded;
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

/** Does something with the same flags always, since V8 refuses what was kept with others; they also keep much that is read at once from growing the heap. */
function whileSmall<T>(work: () => T): T {
  if (cachedDataVersionTag() === tag) return work();
  return madeSmall(work);
}

/** Does something with a small heap, and lets it grow afterwards. */
function madeSmall<T>(work: () => T): T {
  keepHeapSmall();
  try {
    return work();
  } finally {
    letHeapGrow();
  }
}

/**
 * Where it is kept; undefined where the user has no folder for such, or wants nothing kept. A folder that depends on where we are
 * started counts as none: there may be somebody else's code.
 */
function codeFolder(env: Environment, platform: string): string | undefined {
  // As Node names the two.
  if (env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  const home = homeOf(env);
  const usual = home && join(home, platform === "darwin" ? "Library/Caches" : ".cache");
  const named = [
    env.NODE_COMPILE_CACHE,
    ...(platform === "win32" ? [env.LOCALAPPDATA] : [env.XDG_CACHE_HOME, usual]),
  ];
  const caches = named.find((one) => one !== undefined && isAbsolute(one));
  return caches && join(caches, "kestra-mcp", "code");
}

/** Undefined where there is none, it is damaged, or others could have written it: it is run as it is. */
function keptIn(path: string): Buffer | undefined {
  try {
    // Neither what a link names, nor what waits for somebody to write. Windows has no such flags.
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const state = fstatSync(file);
      return state.isFile() && isOurs(state) ? halved(readFileSync(file)) : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** Whether nobody else can put something in a folder. */
function isSafe(folder: string): boolean {
  try {
    const state = lstatSync(folder);
    return state.isDirectory() && isOurs(state);
  } catch {
    return false;
  }
}

function isOurs({ uid, mode }: { readonly uid: number; readonly mode: number }): boolean {
  const own = process.getuid?.();
  return own === undefined || (uid === own && (mode & 0o022) === 0);
}

/** Twice. V8 looks at the length alone, and runs what a full disk, a loss of power or a bad sector left of the rest. */
function doubled(code: Buffer): Buffer {
  return Buffer.concat([code, code]);
}

/** Undefined where the two are not the same. */
function halved(bytes: Buffer): Buffer | undefined {
  const half = bytes.length / 2;
  const code = bytes.subarray(0, half);
  return code.equals(bytes.subarray(half)) ? code : undefined;
}

function keepAll(scripts: ReadonlyMap<string, Script>, folder: string): void {
  try {
    makePrivateFolder(folder);
    if (!isSafe(folder)) return;
    for (const [path, script] of scripts)
      whileSmall(() => {
        keepOne(path, script);
      });
    makeRoom(folder);
  } catch {
    // A start without is slower, and nothing else.
  }
}

/** @throws Error where it cannot be written: nothing of it is left */
function keepOne(path: string, script: Script): void {
  // In containers that share a folder each may be process 1.
  const part = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    writeFileSync(part, doubled(script.createCachedData()), { mode: 0o600, flag: "wx" });
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** The oldest give way. */
function makeRoom(folder: string): void {
  const all = readdirSync(folder)
    .filter((name) => ours.test(name))
    .map((name) => {
      const path = join(folder, name);
      return { path, at: lstatSync(path).mtimeMs };
    });
  all.sort((a, b) => b.at - a.at);
  for (const { path } of all.slice(most)) rmSync(path, { force: true });
}
