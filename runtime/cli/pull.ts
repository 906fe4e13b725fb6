import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Compiled } from "../catalog/select.ts";
import { ConfigurationError, KestraError } from "../errors.ts";
import { createHttp } from "../http-client/http-client.ts";
import { realClock } from "../http-client/retry.ts";
import { openPart, type PartFile } from "../kept/part-file.ts";
import { pullAll, type Pulled, type PullProgress } from "../kept/pull.ts";
import { limits } from "../limits.ts";
import type { Session } from "../mcp/session.ts";
import type { Pull } from "../tool/pull.ts";
import { visible } from "../text/visible.ts";
import type { Printed } from "./commands/call.ts";

/** What a pull meets besides its session. */
interface Surroundings {
  /** Of relative paths. */
  readonly folder: string;
  readonly err: (text: string) => void;
  /** Whether what is written to `err` is looked at as it comes. */
  readonly isTerminal?: boolean | undefined;
  readonly signal: AbortSignal;
  readonly compiled: Compiled;
}

/** Reasons that are told of requests that were skipped. */
const mostTold = 10;

/** Requests between two lines of progress, where there is no terminal. */
const step = 200;

/**
 * Writes all that a service answers to a file that answers in its place elsewhere: whole, or not at all.
 * @throws ConfigurationError where it is not to be asked, and where the file cannot be written
 */
export async function pull(
  session: Session,
  name: string,
  file: string,
  around: Surroundings,
): Promise<Printed> {
  const { compiled, signal } = around;
  const pulled = compiled.pulls?.[name];
  const connection = session.clients[name]?.connection;
  const keeps = session.config.services[name]?.keeps;
  if (pulled === undefined || connection === undefined || keeps === undefined)
    throw new ConfigurationError(`Nothing can be pulled of ${name}.`);
  const { title, unasked } = keeps;
  if (unasked !== undefined)
    throw new ConfigurationError(`${String(unasked)}, so that ${title} is not asked.`);
  const path = resolve(around.folder, file);
  const what: Pull = await pulled();
  const part = await openAt(path);
  const progress = progressTo(around);
  const http = createHttp({ ...connection, timeout: limits.pullTime });
  const asking = { http, title, timeout: limits.pullTime, clock: realClock };
  try {
    const told = await pullAll({
      ...asking,
      pull: what,
      part,
      signal,
      lines: compiled.lines,
      onProgress: progress.tell,
    });
    await part.finish();
    progress.end();
    return {
      out: `${visible(summaryOf(path, told, part.size))}\n${skippedOf(told, session.mask)}`,
      exitCode: 0,
    };
  } catch (error) {
    await part.close();
    progress.end();
    const again = `What came stays in ${visible(part.path)}. Run the same again to go on.\n`;
    if (signal.aborted) return { err: `Stopped. ${again}`, exitCode: 1 };
    const reason = reasonOf(error, session.mask);
    if (reason === undefined) throw error;
    return { err: `${reason} ${again}`, exitCode: 1 };
  } finally {
    http.close();
  }
}

async function openAt(path: string): Promise<PartFile> {
  try {
    if ((await stat(path).catch(() => undefined))?.isDirectory() === true)
      throw Object.assign(new Error("A folder."), { code: "EISDIR" });
    return await openPart(path, Date.now());
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(`${path} cannot be written (${codeOf(error) ?? "it is no file"}).`);
  }
}

/** In a sentence; undefined for what is our own mistake. */
function reasonOf(error: unknown, mask: (text: string) => string): string | undefined {
  if (error instanceof KestraError) return error.said.masked(mask);
  const code = codeOf(error);
  return code === undefined ? undefined : `The file cannot be written (${code}).`;
}

function codeOf(error: unknown): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === "string" ? code : undefined;
}

/** One line that is written anew on a terminal, elsewhere a line now and then. */
function progressTo({ err, isTerminal = false }: Pick<Surroundings, "err" | "isTerminal">): {
  readonly tell: (progress: PullProgress) => void;
  readonly end: () => void;
} {
  let told = "";
  return {
    tell({ done, total, size }) {
      if (!isTerminal && done % step !== 0) return;
      told = `${counted(done)} of ${counted(total)} requests, ${sizeOf(size)}`;
      err(isTerminal ? `\r\u{1b}[K${told}` : `${told}\n`);
    },
    end() {
      if (isTerminal && told !== "") err("\n");
    },
  };
}

function summaryOf(path: string, { answers, found }: Pulled, size: number): string {
  const before = found === 0 ? "" : `, ${counted(found)} of them from an earlier attempt`;
  return `${path} has ${counted(answers)} answers, ${sizeOf(size)}${before}.`;
}

function skippedOf({ skipped }: Pulled, mask: (text: string) => string): string {
  if (skipped.length === 0) return "";
  const told = skipped.slice(0, mostTold).map((one) => `  ${one.masked(mask)}\n`);
  const more = skipped.length - told.length;
  return `Skipped are ${counted(skipped.length)}:\n${told.join("")}${more === 0 ? "" : `  and ${counted(more)} more\n`}`;
}

function counted(number: number): string {
  return number.toLocaleString("en-US");
}

/** `12.3 MB` */
function sizeOf(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
