import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { answerIn, lineOf, type KeptAnswer } from "./kept-answer.ts";

/** A folder in which answers are kept, each in a file of its own. */
export interface KeptFolder {
  /** The answer to a request; undefined where none is kept that can be read. */
  get(request: string): Promise<KeptAnswer | undefined>;
  /** Keeps an answer in place of the one before. Where that is not possible nothing is kept. */
  put(answer: KeptAnswer): Promise<void>;
}

/** Makes nothing yet. @param folder made on first use, for its owner alone */
export function keptFolder(folder: string): KeptFolder {
  const pathOf = (request: string) =>
    join(folder, `${createHash("sha256").update(request).digest("hex").slice(0, 32)}.json`);
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
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(written, await lineOf(answer), { mode: 0o600, flag: "wx" });
        await rename(written, path);
      } catch {
        await rm(written, { force: true }).catch(() => undefined);
      }
    },
  };
}
