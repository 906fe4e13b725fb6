import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { postgres, sqlite } from "./stores.ts";
import { skipped } from "../../support/skipped.ts";

/** A process on a store, and what it says. */
function work(...words: readonly string[]) {
  const path = join(import.meta.dirname, "worker.ts");
  const child = spawn(process.execPath, ["--no-warnings", "--import", "tsx", path, ...words], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const said: string[] = [];
  let heard: (line: string) => void = () => undefined;
  createInterface({ input: child.stdout }).on("line", (line) => {
    said.push(line);
    heard(line);
  });
  return {
    child,
    said,
    /** Once it said so many lines. */
    after: (lines: number) =>
      new Promise<void>((resolve) => {
        heard = () => {
          if (said.length >= lines) resolve();
        };
        heard("");
      }),
    ended: new Promise<readonly string[]>((resolve) => {
      child.on("close", () => {
        resolve(said);
      });
    }),
  };
}

const ids = (said: readonly string[], what: string): readonly string[] =>
  said.filter((line) => line.startsWith(`${what} `)).map((line) => line.slice(what.length + 1));

describe.each([sqlite, postgres])("in $of", (make) => {
  test.skipIf(make.missing !== "")(
    `what was answered before a kill -9 is there, and counts once${skipped(make.missing)}`,
    async () => {
      const place = await make.make();
      for (const name of ["first", "second", "third"]) {
        const { child, after, ended } = work(place.address, "write", name);
        await after(150);
        child.kill("SIGKILL");
        const said = await ended;
        const [put, used, taken] = ["put", "used", "taken"].map((what) => ids(said, what)) as [
          readonly string[],
          readonly string[],
          readonly string[],
        ];
        expect(put.length).toBeGreaterThan(50);
        const store = await place.open(Date.now);
        const there = new Set((await store.owned("refresh", "g")).map(({ id }) => id));
        // The last one may have been taken, and nobody was told.
        const lost = put.slice(0, -1).filter((id) => !there.has(id) && !taken.includes(id));
        expect(lost).toEqual([]);
        expect(taken.filter((id) => there.has(id))).toEqual([]);
        for (const id of used) expect(await store.use("refresh", id)).toBe(false);
        for (const id of taken) expect(await store.take("refresh", id)).toBeUndefined();
        await store.close();
      }
      await place.remove();
    },
  );

  test.skipIf(make.missing !== "")(
    `of four processes that start at once, one adds, uses and takes each${skipped(make.missing)}`,
    async () => {
      const place = await make.make();
      const workers = ["a", "b", "c", "d"].map((name) => work(place.address, "race", name));
      await Promise.all(workers.map(({ after }) => after(1)));
      const store = await place.open(Date.now);
      for (let i = 0; i < 200; i++) await store.put("login", { id: String(i), body: {} });
      for (const { child } of workers) child.stdin.end();
      const said = (await Promise.all(workers.map(({ ended }) => ended))).flat();
      const all = Array.from({ length: 200 }, (_, i) => i);
      for (const what of ["added", "used", "taken"])
        expect(
          ids(said, what)
            .map(Number)
            .toSorted((a, b) => a - b),
        ).toEqual(all);
      await store.close();
      await place.remove();
    },
  );
});
