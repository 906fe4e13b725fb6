import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { callValues, type WrittenValues } from "../../../runtime/cli/commands/call-values.ts";
import { RoundedNumber } from "../../../runtime/json/foreign-json.ts";
import { kestraMcp } from "../support/command-line.ts";

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function read(written: WrittenValues, files: Parameters<typeof folderWith>[0] = {}, piped?: string) {
  let asked = 0;
  const stdin = () => {
    if (asked++ > 0) throw new Error("What is piped in can be read once.");
    return Promise.resolve(Buffer.from(piped ?? ""));
  };
  return callValues(written, {
    folder: folderWith(files),
    ...(piped === undefined ? {} : { piped: stdin }),
  });
}

const json = '{"namespace":"a","size":5}';
const yaml = "namespace: a\nsize: 5\n";
const meant = { namespace: "a", size: 5 };

describe("the arguments of a call", () => {
  it("are none, JSON, a file of JSON or YAML, or what is piped in", async () => {
    expect(await read({})).toEqual({});
    expect(await read({ all: json })).toEqual(meant);
    expect(await read({ all: "@a.json" }, { "a.json": json })).toEqual(meant);
    expect(await read({ all: "@a.yaml" }, { "a.yaml": yaml })).toEqual(meant);
    expect(await read({ all: "-" }, {}, json)).toEqual(meant);
    expect(await read({ all: "-" }, {}, yaml)).toEqual(meant);
  });

  it("are read as Windows PowerShell writes them, and with a mark of UTF-8", async () => {
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(json, "utf16le")]);
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(json)]);
    expect(await read({ all: "@a" }, { a: wide })).toEqual(meant);
    expect(await read({ all: "@a" }, { a: marked })).toEqual(meant);
  });

  it("keep whole numbers that JavaScript cannot hold, for the tool to refuse or take", async () => {
    const { id } = await read({ all: "@a" }, { a: "id: 12345678901234567890\n" });
    expect(id).toEqual(new RoundedNumber("12345678901234567890"));
  });

  it("are given by name, after the others and in their place", async () => {
    const args = ["query=a=b", "empty=", "tag=x", "tag=y", "size=7", "text=@flow.yaml"];
    expect(await read({ all: json, args }, { "flow.yaml": "id: a\n" })).toEqual({
      namespace: "a",
      size: "7",
      query: "a=b",
      empty: "",
      tag: ["x", "y"],
      text: "id: a\n",
    });
    expect(await read({ args: ["a=@-", "b=@-"] }, {}, "piped")).toEqual({ a: "piped", b: "piped" });
  });

  it.each<[WrittenValues, string]>([
    [{ all: "{" }, "The arguments are not valid JSON: {"],
    [{ all: "[]" }, 'The arguments must be a JSON object, such as {"namespace": "dev"}.'],
    [{ all: "@list" }, "list must hold an object"],
    [{ all: "@none" }, "@none cannot be read: there is no such file."],
    [{ all: "@." }, "@. cannot be read: it is a folder."],
    [{ all: "@" }, "@ needs the name of a file after @."],
    [{ all: "@broken" }, "broken is neither JSON nor YAML: "],
    [{ all: "@bytes" }, "@bytes is not text in UTF-8."],
    [{ all: "-" }, "-: nothing is piped in."],
    [{ args: ["query"] }, "--arg takes NAME=VALUE, not query."],
    [{ args: ["text=@none"] }, "--arg text: none cannot be read: there is no such file."],
    [{ args: ["text=@bytes"] }, "--arg text: bytes is not text in UTF-8."],
  ])("%j is refused", async (written, message) => {
    const files = { list: "- a\n", broken: 'a: "b\n', bytes: Buffer.from([0xc3, 0x28]) };
    await expect(read(written, files)).rejects.toThrow(message);
  });

  it("are told in one line where a file is broken, and told to be missing where the pipe is empty", async () => {
    await expect(read({ all: "@broken" }, { broken: '{"a": \n\n' })).rejects.toThrow(
      /^broken is neither JSON nor YAML: [^\n]+[^:\n]\.$/,
    );
    await expect(read({ all: "-" }, {}, "")).rejects.toThrow("-: nothing is piped in.");
    expect(await read({ args: ["text=@-"] }, {}, "")).toEqual({ text: "" });
  });
});

describe("call --arg", () => {
  const dry = ["--dry-run", "--line=2"];

  it("is what the schema of the tool makes of it, as for a client", async () => {
    const args = ["--arg", "count=3", "--arg=skip=1"];
    const { out } = await kestraMcp(["call", "list_boxes", ...args, ...dry]);
    expect(out).toContain("/boxes/search?size=3&page=1");
    const forced = await kestraMcp(["call", "drop_box", "--arg", "box_id=a", "--arg", "force=yes", ...dry]);
    expect(forced.out).toContain("/boxes/a?force=true");
  });

  it("names the argument that is wrong", async () => {
    const wrong = await kestraMcp(["call", "list_boxes", "--arg", "count=many", ...dry]);
    expect(wrong.err).toMatch(/^list_boxes: count must be /);
    const unknown = await kestraMcp(["call", "list_boxes", "--arg", "cuont=1", ...dry]);
    expect(unknown.err).toContain("there is no argument cuont. Did you mean count?");
    expect(await kestraMcp(["call", "list_boxes", "--arg", "count", ...dry])).toMatchObject({
      err: "--arg takes NAME=VALUE, not count.\n",
      exitCode: 2,
    });
  });
});
