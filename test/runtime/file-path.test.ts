import { describe, expect, it } from "vitest";
import { directoryPath, filePath, fileUri } from "../../runtime/file-path.ts";
import { mediaTypeOf } from "../../runtime/media-type.ts";

describe("the path of a file", () => {
  it.each([
    ["a/b.txt", "a/b.txt"],
    ["/a/b.txt", "/a/b.txt"],
    ["./a//b/", "a/b"],
    ["a..b/.c", "a..b/.c"],
    ["my données #1?.txt", "my données #1?.txt"],
  ])("%j is %j", (given, path) => {
    expect(filePath(given, "path")).toBe(path);
    expect(directoryPath(given, "path")).toBe(path);
  });

  it.each(["", "/", ".", "./", "//", "/./."])("is never the root: %j", (root) => {
    expect(() => filePath(root, "to_path")).toThrow(/^to_path: .*is the root/);
    expect(() => fileUri(root, "to_path")).toThrow("is the root");
    expect(directoryPath(root, "path")).toBe(undefined);
  });

  it.each(["..", "../a", "a/..", "a\\..\\b", "\\", "a\0b", "a\nb"])("never climbs or hides: %j", (path) => {
    for (const read of [filePath, fileUri, directoryPath])
      expect(() => read(path, "path")).toThrow(/^path: /);
  });

  it("begins at the root where it is read as a URI, so that it names no host and no scheme", () => {
    expect(["a/b", "/a/b", "//host/a", "file:///a"].map((it) => fileUri(it, "path"))).toEqual([
      "/a/b",
      "/a/b",
      "/host/a",
      "/file:/a",
    ]);
  });

  it.each(["a#b", "a?b", "a%2e", "100%"])("does not mean another one there: %j", (path) => {
    expect(() => fileUri(path, "path")).toThrow("another path would be meant");
  });
});

describe("a media type", () => {
  const of = (hex: string, said = "application/octet-stream") => mediaTypeOf(Buffer.from(hex, "hex"), said);

  it("is what was said, or what the first bytes say", () => {
    expect(of("89504e470d0a1a0a00")).toBe("image/png");
    expect(of("524946460000000057454250")).toBe("image/webp");
    expect(of("504b0304", "")).toBe("application/zip");
    expect(of("89504e470d0a1a0a", "image/x-own")).toBe("image/x-own");
    expect(of("00ff")).toBe("application/octet-stream");
    expect(of("")).toBe("application/octet-stream");
  });
});
