import { statSync } from "node:fs";
import { chmod, open, readFile, realpath, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makePrivateFolder } from "../private-folder.ts";
import type { Document } from "yaml";
import { homeOf, type Environment } from "../environment.ts";
import { ConfigurationError, InputError } from "../errors.ts";
import { limits } from "../limits.ts";
import { contextsIn, type SavedContexts } from "./saved-context.ts";

/** The path for people. */
export const shownPath = "~/.kestractl/config.yaml";

/** The file of the user whose environment it is; undefined where that names no home: a folder may be anybody's. */
export function contextsPath(env: Environment): string | undefined {
  const home = homeOf(env);
  return home === undefined ? undefined : join(home, ".kestractl", "config.yaml");
}

/** What tells one state of the file from another; undefined where there is none. It is looked at by each start and each call. */
export function stampOf(path: string): string | undefined {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return undefined;
  }
}

/**
 * Reads the contexts. It is the user's own file, and small: nobody else writes what the library would not come to an end of. The library is loaded only where there is a file.
 * @throws ConfigurationError naming the file and the place, never a value
 */
export async function readContexts(path: string): Promise<SavedContexts | undefined> {
  const text = await textOf(path);
  if (text === undefined) return undefined;
  const document = await documentOf(text);
  const value = orConfigurationError((): unknown => document.toJS(), "has an alias that cannot be followed");
  return contextsIn(value, shownPath);
}

/**
 * Changes the file, which is made where there is none: comments and keys that nobody here knows stay.
 * @throws ConfigurationError where it cannot be read, changed or written; InputError of the change
 */
export async function editContexts(path: string, edit: (document: Document) => void): Promise<void> {
  const document = await documentOf((await textOf(path)) ?? "");
  try {
    edit(document);
  } catch (error) {
    if (error instanceof ConfigurationError || error instanceof InputError) throw error;
    // The library's words hold the text.
    throw new ConfigurationError(`${shownPath} is not changed: contexts in it is no plain map.`);
  }
  try {
    await replace(path, String(document));
  } catch (error) {
    throw unusable("written", error);
  }
}

/** All scalars are texts: a password of digits is one. */
async function documentOf(text: string): Promise<Document> {
  const { parseDocument } = await import("yaml");
  const parsed = () => parseDocument(text, { schema: "failsafe", prettyErrors: false, logLevel: "silent" });
  const document = orConfigurationError(parsed, "is nested too deeply");
  const [error] = document.errors;
  if (error === undefined) return document;
  const line = text.slice(0, error.pos[0]).split("\n").length;
  // The library's words hold the text.
  throw new ConfigurationError(`${shownPath} is not valid YAML at line ${line}.`);
}

/** @param what is wrong where it fails: the library's own words hold the text */
function orConfigurationError<T>(read: () => T, what: string): T {
  try {
    return read();
  } catch {
    throw new ConfigurationError(`${shownPath} ${what}.`);
  }
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    const { size } = statSync(path);
    if (size <= limits.contextsFile) return await readFile(path, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw unusable("read", error);
  }
  throw new ConfigurationError(
    `${shownPath} has more than ${limits.contextsFile} bytes, which are not read.`,
  );
}

/** At once, so that nobody reads half of it, and for its user alone. A link stays one. */
async function replace(path: string, text: string): Promise<void> {
  makePrivateFolder(dirname(path));
  const target = await realpath(path).catch(() => path);
  const beside = `${target}.${process.pid}.${crypto.randomUUID()}.tmp`;
  try {
    const file = await open(beside, "wx", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    // The mask of the process may have taken more away than it should.
    await chmod(beside, 0o600);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

function unusable(how: "read" | "written", error: unknown): ConfigurationError {
  const { code } = error as NodeJS.ErrnoException;
  return new ConfigurationError(`${shownPath} cannot be ${how} (${code ?? "unknown"}).`, { cause: error });
}
