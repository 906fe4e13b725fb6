import { describe, expect, it } from "vitest";
import { Refusal } from "../../sandbox/executions/refusal.ts";
import { diskFiles } from "../../sandbox/files/disk-files.ts";
import { filePathOf, movedPathOf } from "../../sandbox/files/file-path.ts";
import type { NamespaceFiles } from "../../sandbox/files/namespace-files.ts";
import { revisedFiles } from "../../sandbox/files/revised-files.ts";
import { lines, type Line } from "./replay/recording.ts";

const namespace = "company.team";

/** The files of a line, with a clock that goes on by one with each look at it. */
function filesOf(line: Line): NamespaceFiles {
  let time = 0;
  const now = (): number => ++time;
  return line === "1.0" ? diskFiles("main", now) : revisedFiles("main", line, now);
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function textOf(files: NamespaceFiles, path: string, revision?: number): string {
  return new TextDecoder().decode(files.read(namespace, path, revision));
}

function namesIn(files: NamespaceFiles, path: string): readonly string[] {
  return files
    .list(namespace, path)
    .map(({ name }) => name)
    .sort();
}

function refusedWith(act: () => unknown): readonly [number, string] {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return [error.status, error.message];
    throw error;
  }
  throw new Error("It was not refused");
}

describe("a path", () => {
  it.each(lines)("starts at the root and has no slash at its end, on %s", (line) => {
    expect(filePathOf("a/b/", line, namespace)).toBe("/a/b");
    expect(filePathOf("/a//b", line, namespace)).toBe("/a/b");
    expect(filePathOf(null, line, namespace)).toBe("/");
    expect(filePathOf("/", line, namespace)).toBe("/");
  });

  it("keeps its spaces from 2.0 on", () => {
    expect(lines.map((line) => filePathOf("my données.txt", line, namespace))).toEqual([
      "/my+données.txt",
      "/my+données.txt",
      "/my données.txt",
    ]);
  });

  it.each(["..", "../x", "/a/../b", "/a/.."])("may not climb: %s", (path) => {
    expect(refusedWith(() => filePathOf(path, "1.3", namespace))[0]).toBe(422);
  });

  it("may hold dots that do not climb", () => {
    expect(filePathOf("/a..b/c.", "1.3", namespace)).toBe("/a..b/c.");
  });

  it("is a URI in the storage of 1.0, which reads escapes and ends at # and ?", () => {
    const kept = ["/repor%74", "/rep#1.txt", "/rep?2", "/a+b"].map((path) =>
      filePathOf(path, "1.0", namespace),
    );
    expect(kept).toEqual(["/report", "/rep", "/rep", "/a+b"]);
    expect(refusedWith(() => filePathOf("/odd/50%.txt", "1.0", namespace))).toEqual([
      422,
      "Illegal argument: Malformed escape pair at index 36: kestra:///company/team/_files/odd/50%.txt",
    ]);
  });

  it("is a URI of its own in a move from 1.3 on, and 2.0 takes a space in it", () => {
    expect(refusedWith(() => movedPathOf("/a b", "1.3", namespace))).toEqual([
      422,
      "Illegal argument: Illegal character in path at index 2: /a b",
    ]);
    expect(movedPathOf("/a b", "2.0", namespace)).toBe("/a b");
    expect((["1.3", "2.0"] as const).map((line) => movedPathOf("/repor%74", line, namespace))).toEqual([
      "/report",
      "/report",
    ]);
  });
});

describe.each(lines)("the files of a namespace on %s", (line) => {
  it("are read as they were written, text and bytes", () => {
    const files = filesOf(line);
    files.write(namespace, "/a/b.txt", bytes("été"));
    files.write(namespace, "/a/c.bin", Uint8Array.of(0, 255, 1));
    expect(textOf(files, "/a/b.txt")).toBe("été");
    expect([...files.read(namespace, "/a/c.bin")]).toEqual([0, 255, 1]);
    expect(namesIn(files, "/")).toEqual(["a"]);
    expect(namesIn(files, "/a")).toEqual(["b.txt", "c.bin"]);
    expect(files.find(namespace, "b.t")).toEqual(["/a/b.txt"]);
    expect(files.find("company", "b.t")).toEqual([]);
  });

  it("tell how large they are and when they were made and changed", () => {
    const files = filesOf(line);
    files.write(namespace, "/b.txt", bytes("one"));
    const first = files.stats(namespace, "/b.txt");
    files.write(namespace, "/b.txt", bytes("twice"));
    const second = files.stats(namespace, "/b.txt");
    expect(first).toMatchObject({ type: "File", name: "b.txt", size: 3 });
    expect(second).toMatchObject({ size: 5, created: first.created });
    expect(second.modified).toBeGreaterThan(first.modified);
    expect(files.stats(namespace, "/")).toMatchObject({ type: "Directory", name: "_files" });
  });

  it("refuse what is not there", () => {
    const files = filesOf(line);
    expect(refusedWith(() => files.read(namespace, "/a"))[0]).toBe(404);
    expect(refusedWith(() => files.stats(namespace, "/a"))[0]).toBe(404);
    expect(refusedWith(() => files.list(namespace, "/a"))[0]).toBe(404);
    expect(files.list(namespace, "/")).toEqual([]);
    files.makeDirectory(namespace, "/a");
    expect(refusedWith(() => files.read(namespace, "/a"))[1]).toContain("(Is a directory)");
    expect(namesIn(files, "/a")).toEqual([]);
  });

  it("go with their directory, moved or deleted", () => {
    const files = filesOf(line);
    files.write(namespace, "/a/b/c.txt", bytes("c"));
    files.write(namespace, "/ab.txt", bytes("ab"));
    files.move(namespace, "/a", "/z");
    expect(textOf(files, "/z/b/c.txt")).toBe("c");
    expect(namesIn(files, "/")).toEqual(["ab.txt", "z"]);
    files.delete(namespace, "/z");
    expect(namesIn(files, "/")).toEqual(["ab.txt"]);
    expect(() => {
      files.delete(namespace, "/z");
    }).not.toThrow();
  });

  it("are moved as the line does it where source or target are not as they should be", () => {
    const files = filesOf(line);
    files.write(namespace, "/a.txt", bytes("a"));
    files.write(namespace, "/b.txt", bytes("b"));
    const missing = (): void => {
      files.move(namespace, "/none", "/some");
    };
    const onto = (): void => {
      files.move(namespace, "/a.txt", "/b.txt");
    };
    const below = (): void => {
      files.move(namespace, "/b.txt", "/new/b.txt");
    };
    if (line === "1.0") {
      expect(refusedWith(missing)[0]).toBe(404);
      expect(refusedWith(below)[0]).toBe(404);
      onto();
      expect(textOf(files, "/b.txt")).toBe("a");
    } else {
      missing();
      expect(namesIn(files, "/")).toEqual(["a.txt", "b.txt"]);
      expect(refusedWith(onto)[0]).toBe(500);
      below();
      expect(textOf(files, "/new/b.txt")).toBe("b");
    }
  });
});

describe("revisions", () => {
  it("are those of all writes, also over a deletion", () => {
    const files = filesOf("1.3");
    for (const text of ["one", "two"]) files.write(namespace, "/a", bytes(text));
    expect(files.revisions(namespace, "/a")).toEqual([1, 2]);
    expect(textOf(files, "/a", 1)).toBe("one");
    expect(refusedWith(() => textOf(files, "/a", 3))).toEqual([
      404,
      "Not Found: Version 3 of file '/a' was not found in namespace 'company.team'.",
    ]);
    files.delete(namespace, "/a");
    expect(refusedWith(() => files.revisions(namespace, "/a"))[0]).toBe(404);
    files.write(namespace, "/a", bytes("three"));
    expect(files.revisions(namespace, "/a")).toEqual([1, 2, 3]);
  });

  it.each([
    ["1.3", [1, 2], [1, 2]],
    ["2.0", [1], [1, 2, 3]],
  ] as const)("of a moved file on %s: %j, and back %j", (line, there, back) => {
    const files = filesOf(line);
    for (const text of ["one", "two"]) files.write(namespace, "/a", bytes(text));
    files.move(namespace, "/a", "/b");
    expect(files.revisions(namespace, "/b")).toEqual(there);
    files.move(namespace, "/b", "/a");
    expect(files.revisions(namespace, "/a")).toEqual(back);
    expect(textOf(files, "/a")).toBe("two");
  });

  it("do not exist on 1.0", () => {
    const files = filesOf("1.0");
    for (const text of ["one", "two"]) files.write(namespace, "/a", bytes(text));
    expect(textOf(files, "/a", 1)).toBe("two");
  });
});
