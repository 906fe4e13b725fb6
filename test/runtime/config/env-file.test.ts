import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import { completed, readEnvFile, tellEnvFile } from "../../../runtime/config/env-file.ts";
import { variables } from "../../../runtime/config/variables/variables.ts";
import type { Environment } from "../../../runtime/environment.ts";

/** A folder with these files; gone when the test ends. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const read = (text: string, env: Environment = {}) => readEnvFile(env, folderOf({ ".env": text }));

const whole = "KESTRA_BASE_URL=https://k.example.com\nKESTRA_USERNAME=ada\nKESTRA_PASSWORD='s3cret pass'\n";

test("address and credentials of one file are taken together, with what else it may give", () => {
  const file = read(`${whole}KESTRA_MCP_TIMEOUT="10" # seconds\nPATH=/evil\nNODE_OPTIONS=--require=evil\n`);
  expect(file?.given).toEqual({
    KESTRA_BASE_URL: "https://k.example.com",
    KESTRA_USERNAME: "ada",
    KESTRA_PASSWORD: "s3cret pass",
    KESTRA_MCP_TIMEOUT: "10",
  });
  expect(file?.ignored).toEqual([]);
});

describe("credentials never go with an address from elsewhere", () => {
  const connection = [
    "KESTRA_BASE_URL",
    "KESTRA_TENANT_ID",
    "KESTRA_USERNAME",
    "KESTRA_PASSWORD",
    "KESTRA_API_TOKEN",
  ];
  test.each(connection.flatMap((ours) => connection.map((theirs) => [ours, theirs] as const)))(
    "with %s in the environment, %s of a file is not taken",
    (ours, theirs) => {
      const file = read(`${theirs}=file\n`, { [ours]: "environment" });
      expect(file?.given).toEqual({});
      if (ours !== theirs)
        expect(file?.ignored).toEqual([{ name: theirs, reason: expect.stringContaining(ours) as unknown }]);
    },
  );

  test.each([
    "KESTRA_MCP_EXTRA_HEADERS",
    "KESTRA_MCP_CLIENT_CERT",
    "KESTRA_MCP_CALLER_CREDENTIALS",
    "KESTRA_CONTEXT",
  ])("nor does %s, which is for the address", (name) => {
    expect(read(whole, { [name]: "environment" })?.given).toEqual({});
  });

  test("nor do those of callers: they are not taken where the address is a file's", () => {
    const callers = (env: Environment, text: string) =>
      completed(env, read(text, env)).KESTRA_MCP_CALLER_CREDENTIALS;
    expect(callers({}, whole)).toBe("never");
    expect(callers({ KESTRA_BASE_URL: "https://ours" }, whole)).toBeUndefined();
    expect(callers({}, "KESTRA_API_VERSION=1.3\n")).toBeUndefined();
    const never = { KESTRA_MCP_CALLER_CREDENTIALS: "Never" };
    expect(Object.keys(read(whole, never)?.given ?? {})).toHaveLength(3);
  });

  test("one that is empty is not set", () => {
    expect(
      Object.keys(read(whole, { KESTRA_USERNAME: "", KESTRA_BASE_URL: undefined })?.given ?? {}),
    ).toHaveLength(3);
  });
});

test("a file never decides who may do what, nor the way to Kestra", () => {
  const guards = variables.filter((it) => !("file" in it)).map(({ name }) => name);
  expect(guards).toEqual(
    expect.arrayContaining([
      "KESTRA_MCP_TRANSPORT",
      "KESTRA_MCP_HOST",
      "KESTRA_MCP_PORT",
      "KESTRA_MCP_AUTH_TOKEN",
      "KESTRA_MCP_ALLOW_UNAUTHENTICATED",
      "KESTRA_MCP_ALLOWED_HOSTS",
      "KESTRA_MCP_ALLOWED_ORIGINS",
      "KESTRA_MCP_ALLOWED_BASE_URLS",
      "KESTRA_MCP_CALLER_CREDENTIALS",
      "KESTRA_MCP_CONFIRM",
      "KESTRA_MCP_READ_ONLY",
      "KESTRA_MCP_ENABLED_TOOLS",
      "KESTRA_MCP_DISABLED_TOOLS",
      "KESTRA_MCP_ENV_FILE",
      "HTTPS_PROXY",
      "HTTP_PROXY",
      "ALL_PROXY",
      "NO_PROXY",
      "SSL_CERT_FILE",
      "KESTRA_MCP_CLIENT_CERT",
      "KESTRA_MCP_CLIENT_KEY",
      "KESTRA_MCP_CLIENT_KEY_PASSPHRASE",
      "KESTRA_MCP_EXTRA_HEADERS",
    ]),
  );
  const file = read(guards.map((name) => `${name}=true\n`).join(""));
  expect(file?.given).toEqual({});
  expect(file?.ignored.map(({ name }) => name)).toEqual(guards);
});

test("a value that is not valid is told and not taken, of each variable that a file may give by itself", () => {
  const alone = variables.filter((it) => "file" in it && it.file === "alone").map(({ name }) => name);
  expect(alone).toContain("KESTRA_MCP_TIMEOUT");
  for (const name of alone) {
    for (const value of ["no-such-value", "${HOLE}", "'a\nb'"]) {
      const file = read(`${name}=${value}\nKESTRA_TENANT_ID=kept\n`);
      expect(file?.given).toEqual({ KESTRA_TENANT_ID: "kept" });
      expect(file?.ignored).toEqual([{ name, reason: expect.stringContaining("is not valid") as unknown }]);
      expect(() => readConfig(completed({}, file))).not.toThrow();
      expect(() => readConfig({ [name]: value })).toThrow(name);
      // What the environment sets is the operator's, and nobody asks the file.
      expect(() => readConfig(completed({ [name]: value }, read(`${name}=1\n`, { [name]: value })))).toThrow(
        name,
      );
    }
  }
});

test("what it gave and what was not taken is told, without a value", () => {
  const told = tellEnvFile({
    path: "/p/.env",
    given: { KESTRA_BASE_URL: "https://u:secret@h", KESTRA_PASSWORD: "secret" },
    ignored: [
      { name: "KESTRA_MCP_READ_ONLY", reason: "is not taken from a file: set it in the environment" },
    ],
    notOurs: ["KESTRA_URL is not ours."],
    broken: [],
  });
  expect(told).toEqual([
    "Read from /p/.env: KESTRA_BASE_URL, KESTRA_PASSWORD.",
    "KESTRA_MCP_READ_ONLY in /p/.env is not taken from a file: set it in the environment.",
    "KESTRA_URL is not ours.",
  ]);
  expect(read("KESTRA_URL=https://secret\n")?.notOurs).toEqual([
    expect.stringContaining("Did you mean KESTRA_BASE_URL?"),
  ]);
});

describe("which file", () => {
  const folder = () => folderOf({ ".env": "KESTRA_TENANT_ID=a\n", "other.env": "KESTRA_TENANT_ID=b\n" });
  const tenant = (name: string | undefined) =>
    readEnvFile({ KESTRA_MCP_ENV_FILE: name }, folder())?.given.KESTRA_TENANT_ID;

  test.each([
    [undefined, "a"],
    ["", "a"],
    ["other.env", "b"],
    ["./other.env", "b"],
    ["none", undefined],
  ])("%j", (name, expected) => {
    expect(tenant(name)).toBe(expected);
  });

  test("one that is named must be there", () => {
    expect(() => tenant("lost.env")).toThrow(/KESTRA_MCP_ENV_FILE is .*lost\.env, where there is no file/);
    expect(() => tenant(".")).toThrow("is not a file");
  });

  test("a folder of that name is none, and a file too large is refused", () => {
    const empty = folderOf({});
    expect(readEnvFile({}, empty)).toBeUndefined();
    mkdirSync(join(empty, ".env"));
    expect(readEnvFile({}, empty)).toBeUndefined();
    expect(() => read(`A=${"x".repeat(300_000)}`)).toThrow("KESTRA_MCP_ENV_FILE=none");
  });
});

describe("a line that cannot be read", () => {
  const path = ".env: ";
  const told = (text: string, env: Environment = {}) => {
    const file = read(text, env);
    if (file === undefined) throw new Error("no file");
    const sentences = tellEnvFile(file).map((sentence) => sentence.replace(/\/\S*\.env/, ".env"));
    expect(sentences.join("")).not.toMatch(/hunter2|\p{Cc}/u);
    return sentences;
  };

  test.each([
    "KESTRA_PASSWORD: hunter2",
    "KESTRA_PASSWORD hunter2",
    "KESTRA_PASSWORD: hunter2 = 1",
    "KESTRA_hunter2\u001b[31m=1",
    "KESTRA_PASSWORD:hunter2=1",
    '{"time":"2026","level":"error","message":"hunter2"}',
    "export KESTRA_PASSWORD hunter2",
    "set KESTRA_PASSWORD=hunter2",
    "$env:KESTRA_PASSWORD=hunter2",
    "=hunter2",
    "- hunter2",
  ])("%j is told by its number alone", (line) => {
    expect(told(`A=1\n${line}\nB=2\n`)).toEqual([`${path}line 2 is not NAME=value, and is ignored.`]);
  });

  test.each([
    "KESTRA_PASSWORD='hunter2",
    'KESTRA_PASSWORD="hunter2\nB="2"',
    "KESTRA_PASSWORD=`hunter2\nA=1\n",
  ])("%j opens a quote that is not closed", (text) => {
    expect(told(text)).toEqual([`${path}line 1 opens a quote that is not closed, and is ignored.`]);
  });

  test("credentials are not used where it may be the address", () => {
    const text = "KESTRA_BASE_URL: https://k.example.com\nKESTRA_API_TOKEN=hunter2\n";
    expect(read(text)?.given).toEqual({});
    expect(told(text)[0]).toContain(
      "KESTRA_API_TOKEN in .env is not used, since no KESTRA_BASE_URL could be read",
    );
    expect(read(`KESTRA_BASE_URL=https://k\n${text}`)?.given).toHaveProperty("KESTRA_API_TOKEN");
  });

  test("no more than a few are told by their numbers", () => {
    expect(told("x\n".repeat(8))).toHaveLength(6);
    expect(told("x\n".repeat(8)).at(-1)).toBe(".env: 3 more lines are ignored.");
  });
});

test.each([
  ["a mark of the byte order", `\uFEFF${whole}`],
  ["line ends of old Macs", whole.replaceAll("\n", "\r")],
  ["line ends of Windows", whole.replaceAll("\n", "\r\n")],
  ["export", whole.replaceAll("KESTRA", "export   KESTRA")],
  ["space around the sign", whole.replaceAll("=", " = ")],
])("a file with %s means the same", (_, text) => {
  expect(read(text)).toMatchObject({
    given: {
      KESTRA_BASE_URL: "https://k.example.com",
      KESTRA_USERNAME: "ada",
      KESTRA_PASSWORD: "s3cret pass",
    },
    broken: [],
  });
});

test("values may be quoted, empty, of several lines, and have a comment", () => {
  const file = read(
    `# KESTRA_PASSWORD: x\n\nKESTRA_TENANT_ID=\nKESTRA_BASE_URL=https://k # there\nKESTRA_USERNAME="a'b" # who\nKESTRA_PASSWORD='-----\nab=\n-----'\nKESTRA_API_TOKEN="x"y\n`,
  );
  expect(file?.broken).toEqual([]);
  expect(file?.given).toEqual({
    KESTRA_BASE_URL: "https://k",
    KESTRA_USERNAME: "a'b",
    KESTRA_PASSWORD: "-----\nab=\n-----",
    KESTRA_API_TOKEN: "x",
  });
});

test("a file that is not UTF-8 is told", () => {
  const written = (bytes: Buffer) => {
    const folder = folderOf({});
    writeFileSync(join(folder, ".env"), bytes);
    return readEnvFile({}, folder);
  };
  expect(() => written(Buffer.from(`\uFEFF${whole}`, "utf16le"))).toThrow("is not UTF-8");
  expect(() => written(Buffer.from(`\uFEFF${whole}`, "utf16le").swap16())).toThrow("is not UTF-8");
  expect(() => written(Buffer.from(whole, "utf16le"))).toThrow("is not UTF-8");
  const latin = written(Buffer.from("KESTRA_BASE_URL=https://k\nKESTRA_PASSWORD=\xe4\n# \xe4\n", "latin1"));
  expect(latin?.given).toEqual({ KESTRA_BASE_URL: "https://k" });
  expect(latin?.broken).toEqual(["line 2 is not UTF-8"]);
});

test("a misspelt KESTRA_MCP_ is told, where it stands", () => {
  expect(read("KESTRA_MCP_READONLY=true\n")?.notOurs).toEqual([
    expect.stringMatching(/^KESTRA_MCP_READONLY in .*\.env is not a variable.* KESTRA_MCP_READ_ONLY\?$/),
  ]);
});

test("a placeholder names the file that it stands in", () => {
  const file = read("KESTRA_USERNAME=ada\nKESTRA_PASSWORD=${PASSWORD}\n");
  expect(() => readConfig(completed({}, file), { file })).toThrow(
    /^KESTRA_PASSWORD in .*\.env is a placeholder.* into that file\.$/,
  );
  expect(() => readConfig({ KESTRA_PASSWORD: "${OTHER}" }, { file })).toThrow("your client");
});
