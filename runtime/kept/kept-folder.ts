import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makePrivateFolder } from "../private-folder.ts";
import { limits } from "../limits.ts";
import { answerIn, lineOf, type KeptAnswer } from "./kept-answer.ts";

/** A folder in which answers are kept, each in a file of its own. */
export interface KeptFolder {
  /** The answer to a request; undefined where none is kept that can be read. */
  get(request: string): Promise<KeptAnswer | undefined>;
  /** Keeps an answer in place of the one before. Where that is not possible nothing is kept. */
  put(answer: KeptAnswer): Promise<void>;
}

/** Our own files there, and those of ours that were not written to their end. */
const isOurs = /^[0-9a-f]{32}\.json(\.[0-9a-f-]{36})?$/;

/** The part of those that may be kept that is left where there are more: then they are not looked through at each answer. */
const left = 0.9;

/**
 * Makes nothing yet.
 * @param folder made on first use, for its owner alone
 * @param of where its answers come from: what came from elsewhere is none of them
 * @param most answers; then those give way that came first
 */
export function keptFolder(folder: string, of = "", most: number = limits.keptAnswers): KeptFolder {
  const pathOf = (request: string) =>
    join(folder, `${createHash("sha256").update(`${of} ${request}`).digest("hex").slice(0, 32)}.json`);
  /** Files at most, as far as is known: an answer may have taken the place of another. */
  let count: Promise<number> | undefined;
  const makeRoom = async () => {
    const before = await (count ?? oursIn(folder).then((names) => names.length - 1));
    count = before + 1 > most ? prune(folder, Math.floor(left * most)) : Promise.resolve(before + 1);
    await count;
  };
  return {
    async get(request) {
      const line = await readFile(pathOf(request), "utf8").catch(() => undefined);
      const kept = line === undefined ? undefined : await answerIn(line);
      return kept?.request === request ? kept : undefined;
    },
    async put(answer) {
      const path = pathOf(answer.request);
      const written = `${path}.${randomUUID()}`;
      try {
        makePrivateFolder(folder);
        await writeFile(written, await lineOf(answer), { mode: 0o600, flag: "wx" });
        await rename(written, path);
        await makeRoom();
      } catch {
        count = undefined;
        await rm(written, { force: true }).catch(() => undefined);
      }
    },
  };
}

async function oursIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => isOurs.test(name));
}

/** Removes the oldest. @returns how many are left */
async function prune(folder: string, most: number): Promise<number> {
  const found = await Promise.all(
    (await oursIn(folder)).map(async (name) => {
      const path = join(folder, name);
      const file = await stat(path).catch(() => undefined);
      return { path, age: file === undefined ? Infinity : -file.mtimeMs };
    }),
  );
  const gone = found.sort((a, b) => a.age - b.age).slice(most);
  await Promise.all(gone.map(({ path }) => rm(path, { force: true })));
  return found.length - gone.length;
}
