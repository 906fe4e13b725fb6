import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makePrivateFolder } from "../../runtime/private-folder.ts";
import { readSources } from "../support/source.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kestra-mcp-folder-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("A folder and those that it lies in are made for their user alone; what is there stays as it is", () => {
  mkdirSync(join(folder, "there"), { mode: 0o755 });
  const path = join(folder, "there/a/b/c");
  makePrivateFolder(path);
  makePrivateFolder(path);
  const modes = ["there", "there/a", "there/a/b", "there/a/b/c"].map(
    (name) => statSync(join(folder, name)).mode & 0o777,
  );
  expect(modes).toEqual([0o755, 0o700, 0o700, 0o700]);
});

test("A folder in a file is refused", () => {
  writeFileSync(join(folder, "file"), "");
  expect(() => {
    makePrivateFolder(join(folder, "file/a/b"));
  }).toThrow("ENOTDIR");
});

test.runIf(process.platform === "linux")(
  "A folder is refused, and not tried for ever, where none can be made",
  () => {
    expect(() => {
      makePrivateFolder("/proc/self/a/b");
    }).toThrow("ENOENT");
  },
);

test("Nothing that ships makes folders in another way", () => {
  const others = readSources(["{runtime,generated,specs}/**/*.ts"]).filter(({ file }) =>
    /\bmkdir(Sync)?\(/.test(file.text),
  );
  expect(others.map(({ path }) => path)).toEqual(["runtime/private-folder.ts"]);
});
