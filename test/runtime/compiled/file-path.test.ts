import { describe, expect, it } from "vitest";
import { uriFileName } from "../../../runtime/compiled/file-name.ts";
import {
  directoryPath,
  encodedUri,
  filePath,
  fileUri,
  plusDirectory,
  plusPath,
  plusUri,
} from "../../../runtime/compiled/file-path.ts";

const every = [directoryPath, encodedUri, filePath, fileUri, plusDirectory, plusPath, plusUri];
import { mediaTypeOf } from "../../../runtime/http-client/media-type.ts";

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
    for (const read of [fileUri, plusPath, plusUri, encodedUri])
      expect(() => read(root, "to_path")).toThrow("is the root");
    for (const read of [directoryPath, plusDirectory]) expect(read(root, "path")).toBe(undefined);
  });

  it.each(["..", "../a", "a/..", "a\\..\\b", "\\", "a\0b", "a\nb"])("never climbs or hides: %j", (path) => {
    for (const read of every) expect(() => read(path, "path")).toThrow(/^path: /);
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
    for (const read of [fileUri, plusPath, plusDirectory, plusUri])
      expect(() => read(path, "path")).toThrow("another path would be meant");
  });

  it.each(["a b[1]", 'a"b', "a{b}", "a|b", "a^b", "a<b>", "a\u00a0b", "a\u0085b"])(
    "holds nothing there that no URI holds: %j",
    (path) => {
      for (const read of [fileUri, plusPath, plusDirectory, plusUri])
        expect(() => read(path, "path")).toThrow(/^path: .* would do\.$/);
    },
  );

  it("is refused with one that is taken", () => {
    for (const read of [fileUri, plusPath, plusUri]) {
      expect(() => read("x/re#1 [a]%+.txt", "path")).toThrow(/"x\/re_1[_+]_a__\+\.txt" would do/);
    }
  });

  it("has a plus for a space where the server writes one", () => {
    expect([plusPath, plusDirectory].map((read) => read("a b/c d.txt", "path"))).toEqual([
      "a+b/c+d.txt",
      "a+b/c+d.txt",
    ]);
    expect(plusUri("a b/c+d.txt", "path")).toBe("/a+b/c+d.txt");
    expect(() => fileUri("a b", "path")).toThrow(/holds a space/);
  });

  it("is percent-encoded where the server reads escapes, so that any name means itself", () => {
    const paths = ["a/b.txt", "/été 1.txt", "a+b", "repor%74", "rep#1?.txt", '[x]{y}|^`<>"'];
    expect(paths.map((it) => decodeURIComponent(encodedUri(it, "path")))).toEqual(
      paths.map((it) => `/${it.replace(/^\//, "")}`),
    );
    for (const it of paths) expect(encodedUri(it, "path")).toMatch(/^[/\w.%é-]+$/);
  });
});

describe("the name of a file that becomes a part of a URI", () => {
  it.each([
    ["plain.csv", "plain.csv"],
    ["a+b.csv", "a+b.csv"],
    ["grün.csv", "grün.csv"],
    ["orders 2024.csv", "orders%202024.csv"],
    ["a[1].csv", "a%5B1%5D.csv"],
    ["50%.csv", "50%25.csv"],
    ["a;b.csv", "a%3Bb.csv"],
    ["a:b,c=d.csv", "a%3Ab%2Cc%3Dd.csv"],
    ["a#b.csv", "a%23b.csv"],
    ["a?b.csv", "a%3Fb.csv"],
    ['"a".csv', "%22a%22.csv"],
    ["x\\y.csv", "x%5Cy.csv"],
    ["no\u00a0break.csv", "no%C2%A0break.csv"],
  ])("%j is sent as %j", (name, sent) => {
    expect(uriFileName(name, "doc")).toBe(sent);
  });

  it("stays as it is where it is encoded already", () => {
    expect(uriFileName("orders%202024.csv", "doc")).toBe("orders%202024.csv");
    expect(uriFileName(uriFileName("50% of a;b.csv", "doc"), "doc")).toBe("50%25%20of%20a%3Bb.csv");
    expect(uriFileName("a%20b c.csv", "doc")).toBe("a%2520b%20c.csv");
  });

  it.each(["%2e%2e", "a%2Fb", "a%5cb", "a%00b", "a%0Ab"])("hides no way to other places: %j", (name) => {
    expect(uriFileName(name, "doc")).toBe(name.replaceAll("%", "%25"));
  });

  it.each(["", "  ", "..", "../x", "a/./b", "x\\..", "a\nb", "a\0"])("is refused: %j", (name) => {
    expect(() => uriFileName(name, "doc")).toThrow(/^doc: the file name .*such as "data\.csv"/);
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
