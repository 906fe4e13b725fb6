import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { watchTree } from "../../../generator/workspace/watch.ts";

test("a change is told once, also of a file that an editor replaced before, and of one in a new folder", async () => {
  const folder = mkdtempSync(join(tmpdir(), "watch-"));
  mkdirSync(join(folder, "flow"));
  const file = join(folder, "flow/a.yaml");
  writeFileSync(file, "1");
  const changed = vi.fn();
  const stop = watchTree(folder, changed);
  const replace = (text: string): void => {
    writeFileSync(`${file}~`, text);
    renameSync(`${file}~`, file);
  };
  const tells = async (times: number, act: () => void): Promise<void> => {
    act();
    await vi.waitFor(() => {
      expect(changed).toHaveBeenCalledTimes(times);
    }, 5000);
  };
  await tells(1, () => {
    replace("2");
  });
  await tells(2, () => {
    replace("3");
  });
  await tells(3, () => {
    mkdirSync(join(folder, "kv"));
  });
  await tells(4, () => {
    writeFileSync(join(folder, "kv/b.yaml"), "1");
  });
  stop();
  rmSync(folder, { recursive: true });
});
