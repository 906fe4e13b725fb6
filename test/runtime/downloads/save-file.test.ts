import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { saveFile } from "../../../runtime/downloads/save-file.ts";

const made: string[] = [];
let folder = "";

beforeEach(async () => {
  const outer = await realpath(await mkdtemp(join(tmpdir(), "downloads-")));
  made.push(outer);
  folder = join(outer, "in");
  await mkdir(folder);
  await writeFile(join(outer, "secret"), "mine");
});

afterAll(async () => {
  await Promise.all(made.map((one) => rm(one, { recursive: true })));
});

describe("a file that is saved", () => {
  it("is the text, or the bytes of base64, for its user alone", async () => {
    const saved = await saveFile(folder, { name: "größe.csv", content: "ä,1\n" }, "file_name");
    expect(saved).toEqual({ path: join(folder, "größe.csv"), size: 5 });
    expect(await readFile(saved.path, "utf8")).toBe("ä,1\n");
    expect((await stat(saved.path)).mode & 0o777).toBe(0o600);
    const bytes = Buffer.from([0, 255, 10]);
    const binary = await saveFile(
      folder,
      {
        name: "a.bin",
        content: bytes.toString("base64"),
        encoding: "base64",
      },
      "file_name",
    );
    expect(binary.size).toBe(3);
    expect(await readFile(binary.path)).toEqual(bytes);
  });

  it("never replaces another one, nor what a link leads to", async () => {
    await saveFile(folder, { name: "a", content: "first" }, "file_name");
    await expect(saveFile(folder, { name: "a", content: "second" }, "file_name")).rejects.toThrow(
      "is not overwritten. Give another file_name.",
    );
    expect(await readFile(join(folder, "a"), "utf8")).toBe("first");
    await symlink(join(folder, "..", "secret"), join(folder, "to-it"));
    await symlink(join(folder, "..", "new"), join(folder, "dangling"));
    for (const name of ["to-it", "dangling"])
      await expect(saveFile(folder, { name, content: "x" }, "file_name")).rejects.toThrow(
        "is not overwritten",
      );
    expect(await readFile(join(folder, "..", "secret"), "utf8")).toBe("mine");
    expect(await readdir(join(folder, ".."))).toEqual(["in", "secret"]);
  });

  it.each([
    ["", "is empty"],
    ["..", "way to other places"],
    ["../secret", "way to other places"],
    ["/etc/passwd", "names a folder"],
    ["C:\\x", "names a folder"],
    ["sub/a", "names a folder"],
    ["a:b", "not every system"],
    [".env", "begins or ends"],
    ["a.", "begins or ends"],
    ["NUL.txt", "device"],
    ["a\nb", "control character"],
    ["a\u202egpj.exe", "nobody sees"],
    ["\ud800", "nobody sees"],
    ["ä".repeat(128), "255 bytes"],
  ])("is not called %j", async (name, why) => {
    await expect(saveFile(folder, { name, content: "x" }, "file_name")).rejects.toThrow(/^file_name: /);
    await expect(saveFile(folder, { name, content: "x" }, "file_name")).rejects.toThrow(why);
    expect(await readdir(folder)).toEqual([]);
  });

  it("stands in the folder or nowhere, whatever it is called", async () => {
    const part = fc.constantFrom("..", ".", "/", "\\", "a", "b.csv", ":", "\0", "~", "%2e%2e", " ", "ｅ");
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
        await saveFile(folder, { name: parts.join(""), content: "x" }, "file_name").catch(
          (error: unknown) => {
            expect((error as Error).name).toBe("InputError");
          },
        );
        expect(await readdir(join(folder, ".."))).toEqual(["in", "secret"]);
        for (const one of await readdir(folder, { withFileTypes: true })) expect(one.isFile()).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("is not larger than files may be", async () => {
    await expect(saveFile(folder, { name: "a", content: "ää" }, "file_name", 3)).rejects.toThrow(
      "has 4 bytes",
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it("needs a folder that is there, and that may be written to", async () => {
    await expect(saveFile(join(folder, "no"), { name: "a", content: "x" }, "file_name")).rejects.toThrow(
      "which cannot be used (ENOENT)",
    );
    await expect(
      saveFile(join(folder, "..", "secret"), { name: "a", content: "x" }, "file_name"),
    ).rejects.toThrow("not a folder");
    await chmod(folder, 0o500);
    const closed = saveFile(folder, { name: "a", content: "x" }, "file_name");
    if (process.getuid?.() === 0) await closed;
    else await expect(closed).rejects.toThrow("cannot be saved (EACCES)");
    await chmod(folder, 0o700);
  });

  it("may stand behind a link that the operator names", async () => {
    const link = join(folder, "..", "link");
    await symlink(folder, link);
    expect((await saveFile(link, { name: "a", content: "x" }, "file_name")).path).toBe(join(folder, "a"));
  });
});
