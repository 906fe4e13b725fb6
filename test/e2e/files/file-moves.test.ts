import { describe, expect } from "vitest";
import { cleanFiles, climbing, file, fileRefused, roots, save, textOf } from "../support/files.ts";
import { oddNames } from "../support/odd-names.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();
cleanFiles();

describe("namespace_file_action move", () => {
  check("moves a file, with its content", async () => {
    await save("m/a.txt", "a");
    expect(await file("move", "m/a.txt", { to_path: "/m/b.txt" })).toEqual({ status: "moved" });
    expect(await textOf("m/b.txt")).toBe("a");
    expect(await fileRefused("get", "m/a.txt")).toContain("404");
  });

  check("into a directory that is missing makes it, or says that it must be made", async () => {
    await save("far/a.txt", "a");
    const path = { namespace: kestra.namespace, path: "far/a.txt", to_path: "far/new/a.txt" };
    const answer = await kestra.call("namespace_file_action", { action: "move", ...path });
    if (kestra.target.line === "1.0") expect(answer.text).toMatch(/destination directory[^]*create it first/);
    else expect(answer.data).toEqual({ status: "moved" });
    expect(await textOf(answer.isError ? "far/a.txt" : "far/new/a.txt")).toBe("a");
  });

  check("says that the source is missing", async () => {
    expect(await fileRefused("move", "m/none.txt", { to_path: "m/x.txt" })).toMatch(
      /source file 'm\/none.txt' does not exist/,
    );
    expect(await fileRefused("get", "m/x.txt")).toContain("404");
  });

  check("overwrites nothing: no file, no directory", async () => {
    await save("m/source.txt", "source");
    await save("m/target.txt", "target");
    await save("m/folder/in.txt", "in");
    for (const to_path of ["m/target.txt", "m/folder"]) {
      expect(await fileRefused("move", "m/source.txt", { to_path })).toContain("exists already");
    }
    expect(await textOf("m/source.txt")).toBe("source");
    expect(await textOf("m/target.txt")).toBe("target");
    expect(await textOf("m/folder/in.txt")).toBe("in");
  });

  check("never moves onto itself or into itself", async () => {
    await save("self/a.txt", "self");
    for (const to_path of ["self/a.txt", "/self/a.txt", "self//./a.txt", "self/a.txt/b.txt"]) {
      expect(await fileRefused("move", "self/a.txt", { to_path })).toContain("lies in it");
    }
    expect(await textOf("self/a.txt")).toBe("self");
  });

  check("moves the file that was named, and no other", async () => {
    await save("odd/report", "another");
    for (const name of oddNames) {
      const path = `odd/${name}`;
      if (kestra.target.line === "2.0") {
        await save(path, name);
        expect(await file("move", path, { to_path: `odd/new ${name}` })).toEqual({ status: "moved" });
        expect(await textOf(`odd/new ${name}`)).toBe(name);
        expect(await fileRefused("get", path)).toContain("404");
      } else {
        const refusals = [
          await fileRefused("move", path, { to_path: "odd/moved" }),
          await fileRefused("move", "odd/report", { to_path: path }),
        ];
        for (const refusal of refusals) expect(refusal).toContain("Kestra makes a URI of it");
      }
    }
    expect(await textOf("odd/report")).toBe("another");
  });

  check("takes neither the root nor a path that climbs, and wants a target", async () => {
    await save("m/stays.txt");
    for (const path of [...roots, ...climbing]) {
      expect(await fileRefused("move", path, { to_path: "all" })).toMatch(/^namespace_file_action: path/);
      expect(await fileRefused("move", "m/stays.txt", { to_path: path })).toMatch(
        /^namespace_file_action: to_path/,
      );
    }
    expect(await fileRefused("move", "m/stays.txt")).toContain("to_path is required when action is move");
    expect(await textOf("m/stays.txt")).toBe("I am m/stays.txt\n");
  });
});

describe("namespace_file_action delete", () => {
  check("deletes a file, and says that a missing one was not there", async () => {
    await save("d/a.txt");
    expect(await file("delete", "d/a.txt")).toEqual({ status: "deleted" });
    expect(await fileRefused("delete", "d/a.txt")).toMatch(/no file 'd\/a.txt' to delete/);
  });

  check("deletes no directory, and never all files", async () => {
    await save("d/kept/b.txt");
    expect(await fileRefused("delete", "d/kept")).toContain("namespace_directory_action");
    for (const path of [...roots, ...climbing]) {
      expect(await fileRefused("delete", path)).toMatch(/^namespace_file_action: path/);
    }
    expect(await textOf("d/kept/b.txt")).toBe("I am d/kept/b.txt\n");
  });

  check("begins anew after a file of that name was deleted", async () => {
    await save("again.txt", "old");
    await file("delete", "again.txt");
    await save("again.txt", "new");
    expect(await textOf("again.txt")).toBe("new");
  });
});

describe("namespace_file_action search", () => {
  check("finds files by a part of their path, not directories", async () => {
    await save("find/needle_one.py");
    await save("find/deep/needle_two.py");
    const { results } = await file("search", undefined, { q: "needle" });
    expect([...(results as unknown as string[])].sort()).toEqual([
      "/find/deep/needle_two.py",
      "/find/needle_one.py",
    ]);
    expect(await file("search", undefined, { q: "needle", offset: 1 })).toMatchObject({
      results: [expect.stringContaining("needle")],
    });
    expect(await file("search", undefined, { q: "no such path" })).toEqual({ results: [] });
  });

  check("wants something to look for: of an empty text each Kestra makes what it likes", async () => {
    expect(await fileRefused("search", undefined, { q: "" })).toMatch(/q must have at least 1 character/);
    expect(await fileRefused("search")).toContain("q is required when action is search");
  });
});
