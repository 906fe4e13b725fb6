import { describe, expect } from "vitest";
import {
  cleanFiles,
  climbing,
  directory,
  directoryRefused,
  fileRefused,
  namesIn,
  roots,
  save,
  textOf,
} from "../support/files.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();
cleanFiles();

describe("namespace_directory_action list", () => {
  check("lists files and directories, with what is known of them", async () => {
    await directory("create", "listed");
    await directory("create", "listed/sub");
    await save("listed/a.txt", "12345");
    const { results } = await directory("list", "listed");
    const [first, second] = [...results].sort((a, b) => a.fileName.localeCompare(b.fileName));
    expect(first).toMatchObject({ type: "File", fileName: "a.txt", size: 5 });
    expect(second).toMatchObject({ type: "Directory", fileName: "sub" });
    for (const key of ["size", "lastModifiedTime", "creationTime"]) expect(second).toHaveProperty(key);
  });

  check("lists the root, however it is written, also where there is no file", async () => {
    await save("at-root.txt");
    for (const path of roots.filter((it) => it !== "")) expect(await namesIn(path)).toContain("at-root.txt");
    const empty = { action: "list", namespace: `${kestra.namespace}.empty`, path: "/" };
    expect(await kestra.get("namespace_directory_action", empty)).toEqual({ results: [] });
  });

  check("lists the rest of a long list from an offset on", async () => {
    for (const name of ["1", "2", "3"]) await save(`long/${name}.txt`);
    const { results } = await directory("list", "long", { offset: 1 });
    expect(results).toHaveLength(2);
  });

  check("says of a file, and of what is missing, that it is no directory", async () => {
    await save("not-a-directory.txt");
    for (const path of ["not-a-directory.txt", "missing", "missing/deeper"]) {
      const refusal = await directoryRefused("list", path);
      expect(refusal).toMatch(/no directory '[^]*404/);
      expect(refusal).not.toMatch(/_files|storage/);
    }
    for (const path of climbing) expect(await directoryRefused("list", path)).toContain("path");
  });
});

describe("namespace_directory_action create", () => {
  check("makes a directory, also one that is there", async () => {
    for (const path of ["made", "/made/inner"])
      expect(await directory("create", path)).toEqual({ status: "directory_created" });
    for (const path of ["made", "made/inner/"]) {
      const { status, message } = await directory("create", path);
      expect(status).toBe("directory_created");
      expect(message).toBe(`The directory '${path}' existed already, and stays as it was.`);
    }
    expect(await namesIn("made")).toEqual(["inner"]);
    expect(await namesIn("made/inner")).toEqual([]);
  });

  check("makes one whose parent is missing, which is listed by its own path", async () => {
    expect(await directory("create", "p/q/r")).toEqual({ status: "directory_created" });
    expect(await namesIn("p/q/r")).toEqual([]);
    await save("p/q/r/in.txt");
    expect(await namesIn("p/q/r")).toEqual(["in.txt"]);
  });

  check("keeps a file that is there", async () => {
    await save("taken.txt", "mine");
    expect(await directoryRefused("create", "taken.txt")).toContain("is a file");
    expect(await textOf("taken.txt")).toBe("mine");
  });

  check("takes a space where Kestra does, and names one that it takes where it does not", async () => {
    if (kestra.target.line === "2.0") {
      expect(await directoryRefused("create", "my folder")).toMatch(/holds a space[^]*"my_folder" would do/);
      await save("my folder/in.txt");
      expect(await namesIn("my folder")).toEqual(["in.txt"]);
      expect(await directory("delete", "my folder")).toEqual({ status: "directory_deleted" });
    } else {
      expect(await directory("create", "my folder")).toEqual({ status: "directory_created" });
      expect(await namesIn("my folder")).toEqual([]);
    }
  });

  check("makes none that a URI reads otherwise", async () => {
    await directory("create", "abc");
    for (const path of ["a%62c", "abc#1", "abc?", "[abc]", "x/50%"]) {
      expect(await directoryRefused("create", path)).toMatch(/Kestra makes a URI of it[^]*would do/);
    }
    expect(await namesIn("abc")).toEqual([]);
  });

  check("takes letters of all kinds", async () => {
    await directory("create", "données_漢字");
    expect(await namesIn("/")).toContain("données_漢字");
  });

  check("takes neither the root nor a path that climbs", async () => {
    for (const path of [...roots, ...climbing]) {
      expect(await directoryRefused("create", path)).toMatch(/^namespace_directory_action: path/);
    }
  });
});

describe("namespace_directory_action delete", () => {
  check("deletes a directory with all that is in it", async () => {
    await save("doomed/a/b.txt");
    await save("doomed-not.txt");
    expect(await directory("delete", "doomed")).toEqual({ status: "directory_deleted" });
    expect(await fileRefused("get", "doomed/a/b.txt")).toContain("404");
    expect(await textOf("doomed-not.txt")).toBe("I am doomed-not.txt\n");
  });

  check("says that there is none, and deletes no file", async () => {
    await save("only-a-file.txt");
    expect(await directoryRefused("delete", "nowhere")).toContain("The directory 'nowhere' does not exist");
    expect(await directoryRefused("delete", "only-a-file.txt")).toContain("namespace_file_action");
    expect(await textOf("only-a-file.txt")).toBe("I am only-a-file.txt\n");
  });

  check("never deletes all files", async () => {
    await save("survivor.txt", "alive");
    for (const path of [...roots, ...climbing]) {
      expect(await directoryRefused("delete", path)).toMatch(/^namespace_directory_action: path/);
    }
    expect(await textOf("survivor.txt")).toBe("alive");
  });

  check("deletes one that is called as Kestra calls its root", async () => {
    await save("holder/_files/a.txt");
    await save("holder/b.txt");
    expect(await directory("delete", "holder/_files")).toEqual({ status: "directory_deleted" });
    expect(await namesIn("holder")).toEqual(["b.txt"]);
  });
});

describe("namespace_directory_action move", () => {
  check("moves a directory with all that is in it", async () => {
    await save("from/a.txt", "a");
    await save("from/deep/b.txt", "b");
    expect(await directory("move", "from", { to_path: "to" })).toEqual({ status: "directory_moved" });
    expect(await textOf("to/a.txt")).toBe("a");
    expect(await textOf("to/deep/b.txt")).toBe("b");
    expect(await directoryRefused("list", "from")).toContain("404");
  });

  check("says that the source is missing, or is a file", async () => {
    await save("file.txt");
    for (const path of ["none", "file.txt"]) {
      expect(await directoryRefused("move", path, { to_path: "x" })).toMatch(
        /source directory '[^]*does not exist/,
      );
    }
  });

  check("says that a parent of the target is missing, or makes it", async () => {
    await save("wanderer/a.txt", "a");
    const call = { action: "move", namespace: kestra.namespace, path: "wanderer", to_path: "new/home" };
    const answer = await kestra.call("namespace_directory_action", call);
    if (kestra.target.line === "1.0") expect(answer.text).toMatch(/destination parent directory[^]*create/);
    else expect(answer.data).toEqual({ status: "directory_moved" });
    expect(await textOf(answer.isError ? "wanderer/a.txt" : "new/home/a.txt")).toBe("a");
  });

  check("overwrites nothing, and never moves into itself", async () => {
    await save("one/a.txt", "one");
    await save("two/a.txt", "two");
    expect(await directoryRefused("move", "one", { to_path: "two" })).toContain("exists already");
    for (const to_path of ["one", "/one/", "one/inner", "./one/x/y"]) {
      expect(await directoryRefused("move", "one", { to_path })).toContain("lies in it");
    }
    expect(await textOf("one/a.txt")).toBe("one");
    expect(await textOf("two/a.txt")).toBe("two");
  });

  check("never moves all files, and none out", async () => {
    await save("still/here.txt", "here");
    for (const path of [...roots, ...climbing]) {
      expect(await directoryRefused("move", path, { to_path: "all" })).toContain("path");
      expect(await directoryRefused("move", "still", { to_path: path })).toContain("to_path");
    }
    expect(await directoryRefused("move", "still")).toContain("to_path is required when action is move");
    expect(await textOf("still/here.txt")).toBe("here");
  });
});
