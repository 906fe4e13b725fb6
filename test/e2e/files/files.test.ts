import { describe, expect } from "vitest";
import {
  cleanFiles,
  climbing,
  directory,
  file,
  fileRefused,
  namesIn,
  roots,
  save,
  textOf,
} from "../support/files.ts";
import { oddNames } from "../support/odd-names.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();
cleanFiles();

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const everyByte = Uint8Array.from({ length: 256 }, (_, i) => i);
const png = Buffer.from("89504e470d0a1a0a0000000d49484452000000ff", "hex");

/** The whole of a file, read piece by piece as the answers say. */
async function pieces(path: string): Promise<{ content: string; encoding?: string }[]> {
  const all: { content: string; encoding?: string }[] = [];
  for (let offset: number | undefined = 0; offset !== undefined;) {
    const { content, encoding, truncated } = await file("get", path, { offset });
    all.push({ content, ...(typeof encoding === "string" ? { encoding } : {}) });
    const next = /offset: (\d+)/.exec(truncated ?? "")?.[1];
    offset = next === undefined ? undefined : Number(next);
    if (all.length > 50) throw new Error("It never ends.");
  }
  return all;
}

describe("a path with a slash at its end", () => {
  check("makes no file, of which a directory was meant", async () => {
    expect(await fileRefused("create", "dir9/", { file_content: "x" })).toContain(
      "'dir9/' ends with a slash, which names a directory: `namespace_directory_action` creates one",
    );
    await save("to_move.txt");
    expect(await fileRefused("move", "to_move.txt", { to_path: "dir9/" })).toContain("ends with a slash");
    expect(await fileRefused("delete", "to_move.txt/")).toContain("ends with a slash");
    expect(await namesIn("/")).not.toContain("dir9");
    expect(await namesIn("/")).toContain("to_move.txt");
  });
});

describe("namespace_file_action create and get", () => {
  for (const [what, text] of Object.entries({
    "a line": "import csv\n",
    "no text at all": "",
    "all kinds of line ends": "a\r\nb\nc\r\r\n\n",
    "letters of all kinds": "héllo 漢字 🚀 \u202e",
    "what looks like a boundary":
      '--boundary\r\nContent-Disposition: form-data; name="x"\r\n\r\n--boundary--\r\n',
    "a byte order mark": "\ufeffa;b\n",
    JSON: '{"a": [1, null]}',
  })) {
    check(`keeps a text as it is: ${what}`, async () => {
      const path = `kept/${what.replaceAll(" ", "-")}.txt`;
      expect(await save(path, text)).toEqual({ status: "created" });
      expect(await file("get", path)).toEqual({ content: text });
    });
  }

  check("keeps every byte, and says what they are", async () => {
    await file("create", "kept/bytes.bin", { file_base64: base64(everyByte) });
    expect(await file("get", "kept/bytes.bin")).toEqual({
      content: base64(everyByte),
      encoding: "base64",
      mediaType: "application/octet-stream",
    });
    await file("create", "kept/dot.png", { file_base64: base64(png) });
    expect(await file("get", "kept/dot.png")).toEqual({
      content: base64(png),
      encoding: "base64",
      mediaType: "image/png",
    });
  });

  check("gives bytes that are a text as text", async () => {
    await file("create", "kept/from-base64.txt", { file_base64: base64(Buffer.from("é\n")) });
    expect(await file("get", "kept/from-base64.txt")).toEqual({ content: "é\n" });
  });

  check("gets without an action, from a path with or without a slash in front", async () => {
    await save("slash/one.txt", "1");
    const get = (path: string) => kestra.get("namespace_file_action", { namespace: kestra.namespace, path });
    for (const path of ["slash/one.txt", "/slash/one.txt", "./slash//one.txt"]) {
      expect(await get(path)).toEqual({ content: "1" });
    }
  });

  check("overwrites a file, and says so", async () => {
    expect(await save("over.txt", "first, and longer")).toEqual({ status: "created" });
    expect(await save("over.txt", "second")).toEqual({
      status: "created",
      message: "The file 'over.txt' existed, and was overwritten.",
    });
    expect(await textOf("over.txt")).toBe("second");
  });

  check("keeps an archive as one file", async () => {
    const archive = "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==";
    await file("create", "kept/empty.zip", { file_base64: archive });
    expect(await file("get", "kept/empty.zip")).toMatchObject({
      content: archive,
      mediaType: "application/zip",
    });
  });

  check("gives a long text in pieces that end with a line", async () => {
    const text = Array.from({ length: 3000 }, (_, i) => `line ${i} "é"\n`).join("");
    await save("long.txt", text);
    const all = await pieces("long.txt");
    expect(all.length).toBeGreaterThan(2);
    expect(all.map(({ content }) => content).join("")).toBe(text);
    expect(all.every(({ content }) => content.endsWith("\n"))).toBe(true);
  });

  check("gives many bytes in pieces that are base64 each", async () => {
    const bytes = Buffer.from(Array.from({ length: 40_001 }, (_, i) => (i * 7) % 256));
    await file("create", "long.bin", { file_base64: base64(bytes) });
    const all = await pieces("long.bin");
    expect(all.length).toBeGreaterThan(2);
    expect(all.every(({ encoding }) => encoding === "base64")).toBe(true);
    expect(Buffer.concat(all.map(({ content }) => Buffer.from(content, "base64"))).equals(bytes)).toBe(true);
    const { content } = await file("get", "long.bin", { offset: 6 });
    expect(Buffer.from(content, "base64").subarray(0, 3)).toEqual(bytes.subarray(3, 6));
  });

  check("wants one content, and real base64", async () => {
    expect(await fileRefused("create", "no.txt")).toContain("file_content or file_base64 is required");
    expect(await fileRefused("create", "no.txt", { file_content: "a", file_base64: "YQ==" })).toContain(
      "not both",
    );
    for (const file_base64 of ["YQ", "!!!!", "Y=Q=", "data:text/plain;base64,YQ=="]) {
      expect(await fileRefused("create", "no.txt", { file_base64 })).toContain("base64");
    }
    expect(await fileRefused("get", "no.txt")).toMatch(/no\.txt[^]*404/);
  });

  check("says that a directory is none of its files", async () => {
    await save("dir/in.txt");
    expect(await fileRefused("create", "dir", { file_content: "x" })).toContain("is a directory");
    const refusal = await fileRefused("get", "dir");
    expect(refusal).toMatch(/no file 'dir'[^]*directory/);
    expect(refusal).not.toContain("/app/");
    expect(await textOf("dir/in.txt")).toBe("I am dir/in.txt\n");
  });

  check("says that a file is missing, and nothing of the server's disk", async () => {
    const refusal = await fileRefused("get", "none/missing.txt");
    expect(refusal).toMatch(/none\/missing\.txt[^]*404[^]*search/);
    expect(refusal).not.toMatch(/_files|storage/);
  });

  check("takes no path that climbs or is the root", async () => {
    for (const path of [...climbing, ...roots]) {
      expect(await fileRefused("get", path)).toMatch(/^namespace_file_action: path/);
      expect(await fileRefused("create", path, { file_content: "x" })).toMatch(
        /^namespace_file_action: path/,
      );
    }
  });
});

describe("a file name with a space and letters of all kinds", () => {
  const name = "my données été.txt";
  const stored = () => (kestra.target.line === "2.0" ? name : name.replaceAll(" ", "+"));

  check("is read back by that name, and by the one that lists show", async () => {
    await save(`names/${name}`, "read me");
    const { results } = await directory("list", "names");
    expect(results.map(({ fileName }) => fileName)).toEqual([stored()]);
    for (const it of [name, stored()]) expect(await textOf(`names/${it}`)).toBe("read me");
    expect((await file("search", undefined, { q: "données" })).results).toContain(`/names/${stored()}`);
  });

  check("is overwritten and deleted by that name", async () => {
    await save(`gone/${name}`, "1");
    await save(`gone/${name}`, "2");
    await save("gone/other.txt");
    expect(await textOf(`gone/${name}`)).toBe("2");
    expect(await file("delete", `gone/${name}`)).toEqual({ status: "deleted" });
    expect(await fileRefused("get", `gone/${name}`)).toContain("404");
    expect(await textOf("gone/other.txt")).toBe("I am gone/other.txt\n");
  });

  check("is moved by that name, and to it", async () => {
    await save(`moving/${name}`, "where am I?");
    expect(await file("move", `moving/${name}`, { to_path: "moving/plain.txt" })).toEqual({
      status: "moved",
    });
    expect(await textOf("moving/plain.txt")).toBe("where am I?");
    await file("move", "moving/plain.txt", { to_path: `moving/${name}` });
    expect(await textOf(`moving/${name}`)).toBe("where am I?");
  });

  check("is one file with the one that has a plus, up to 1.3: the second create says so", async () => {
    await save("plus/a b.txt", "space");
    const second = await save("plus/a+b.txt", "plus");
    if (kestra.target.line === "2.0") expect(second).toEqual({ status: "created" });
    else expect(second.message).toBe("The file 'plus/a+b.txt' existed, and was overwritten.");
    expect(await textOf("plus/a b.txt")).toBe(kestra.target.line === "2.0" ? "space" : "plus");
  });

  check("without a space is moved", async () => {
    await save("moving/été.txt", "été");
    await file("move", "moving/été.txt", { to_path: "moving/automne🍂.txt" });
    expect(await textOf("moving/automne🍂.txt")).toBe("été");
  });
});

describe("a file name that a URI reads otherwise", () => {
  check("is a file of its own, or is refused with a name that works, before anything is sent", async () => {
    await save("uri/report", "another");
    for (const name of oddNames) {
      const path = `uri/${name}`;
      if (kestra.target.line === "2.0") {
        expect(await save(path, name)).toEqual({ status: "created" });
        continue;
      }
      for (const [action, more] of [
        ["create", { file_content: name }],
        ["get", {}],
        ["delete", {}],
      ] as const) {
        const refusal = await fileRefused(action, path, more);
        expect(refusal).toMatch(/^namespace_file_action: path: .*Kestra makes a URI of it\. ".*" would do\./);
        const [, instead = ""] = /"([^"]*)" would do/.exec(refusal) ?? [];
        expect(await save(instead)).toMatchObject({ status: "created" });
      }
    }
    expect(await textOf("uri/report")).toBe("another");
    if (kestra.target.line !== "2.0") return;
    for (const name of oddNames) expect(await textOf(`uri/${name}`)).toBe(name);
    for (const name of oddNames) expect(await file("delete", `uri/${name}`)).toEqual({ status: "deleted" });
  });
});
