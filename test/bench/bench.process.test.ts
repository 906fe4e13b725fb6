import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

function bench(word: string) {
  return spawnSync(process.execPath, ["--import", "tsx", "bench/bench.ts", word], { encoding: "utf8" });
}

test("npm run bench tells a word that is wrong in a sentence, and its help", () => {
  const wrong = bench("answer");
  expect(wrong).toMatchObject({ status: 2, stdout: "" });
  expect(wrong.stderr).toMatch(
    /^"answer" is no part of the bench\. Did you mean answers\?\nWords are [^\n]*\n$/,
  );
  const help = bench("--help");
  expect(help).toMatchObject({ status: 0, stderr: "" });
  expect(help.stdout).toMatch(/^npm run bench \[-- \[accept\] \[PART…\]\]\n/);
});
