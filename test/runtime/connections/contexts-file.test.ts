import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { contextsPath, editContexts, readContexts } from "../../../runtime/connections/contexts-file.ts";
import { addContext, presetContext, removeContext } from "../../../runtime/connections/edit-contexts.ts";
import { limits } from "../../../runtime/limits.ts";

const made: string[] = [];
let path = "";

beforeEach(async () => {
  const home = await mkdtemp(join(tmpdir(), "contexts-"));
  made.push(home);
  path = contextsPath({ HOME: home }) ?? "";
});

afterAll(async () => {
  await Promise.all(made.map((one) => rm(one, { recursive: true })));
});

async function put(text: string): Promise<void> {
  await mkdir(dirname(path));
  await writeFile(path, text, { mode: 0o644 });
}

const prod = { name: "prod", host: "https://prod", tenant: "main", token: "t" };

describe("the file of saved connections", () => {
  it("is of the home folder alone", () => {
    expect(contextsPath({ HOME: "/h" })).toBe(join("/h", ".kestractl", "config.yaml"));
    expect(contextsPath({ USERPROFILE: "/u" })).toBe(join("/u", ".kestractl", "config.yaml"));
    expect(contextsPath({})).toBeUndefined();
  });

  it("may be missing or empty", async () => {
    expect(await readContexts(path)).toBeUndefined();
    await put("# nothing yet\n");
    expect((await readContexts(path))?.contexts).toEqual([]);
  });

  it("gives texts as they are written", async () => {
    await put("contexts:\n  a.B:\n    host: h\n    password: 0123\n    username: on\ndefault_context: a.B\n");
    expect(await readContexts(path)).toMatchObject({
      preset: "a.B",
      contexts: [{ name: "a.B", fields: { password: "0123", username: "on" } }],
    });
  });

  it.each([
    ["contexts: [\n  a: canary", "is not valid YAML at line"],
    ["contexts:\n  a: {token: canary}\n  a: {token: canary}\n", "is not valid YAML at line 3"],
    ["contexts: &a [*a, *a]\ncanary: &b [*b]\nother: *c", "an alias that cannot be followed"],
    [`contexts: ${"[".repeat(20_000)}`, "~/.kestractl"],
    [`contexts: ${"x".repeat(limits.contextsFile)}`, "bytes, which are not read"],
  ])("is refused where it is no YAML, without its text, %#", async (text, said) => {
    await put(text);
    const error = await readContexts(path).catch((one: unknown) => one);
    expect(String(error)).toContain(said);
    expect(String(error)).toContain("~/.kestractl/config.yaml");
    expect(String(error)).not.toContain("canary");
    await expect(editContexts(path, () => undefined)).rejects.toThrow("~/.kestractl/config.yaml");
    expect(await readFile(path, "utf8")).toBe(text);
  });

  it("is made for its user alone, with the first connection as the default", async () => {
    await editContexts(path, (document) => {
      addContext(document, prod);
    });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
    expect(await readFile(path, "utf8")).toBe(
      'contexts:\n  prod:\n    host: "https://prod"\n    tenant: "main"\n    auth_method: "token"\n    token: "t"\ndefault_context: prod\n',
    );
  });

  it("keeps comments and unknown keys, and is no longer open to others", async () => {
    await put(
      "# mine\ncontexts:\n  dev: # local\n    host: h\n    colour: blue\ndefault_context: dev\nother: 1\n",
    );
    await editContexts(path, (document) => {
      addContext(document, { name: "p2", host: "h2", tenant: "t", username: "u", password: "012" });
      presetContext(document, "p2");
    });
    const text = await readFile(path, "utf8");
    expect(text).toMatch(/^# mine\ncontexts:\n {2}dev:\n {4}# local\n {4}host: h\n {4}colour: blue\n/);
    expect(text).toContain("default_context: p2\nother: 1\n");
    expect(text).toContain('password: "012"\n');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(dirname(path))).toEqual(["config.yaml"]);
    const read = await readContexts(path);
    expect(read?.contexts[1]?.fields).toEqual({
      host: "h2",
      tenant: "t",
      auth_method: "basicAuth",
      username: "u",
      password: "012",
    });
    await editContexts(path, (document) => {
      removeContext(document, "p2");
    });
    expect(await readContexts(path)).toEqual({
      path: "~/.kestractl/config.yaml",
      contexts: [{ name: "dev", fields: { host: "h", colour: "blue" } }],
    });
  });

  it.each(["", "contexts:\n", "contexts: {}\n", "default_context: ''\n"])(
    "takes a first one after %j",
    async (text) => {
      await put(text);
      await editContexts(path, (document) => {
        addContext(document, prod);
      });
      expect(await readContexts(path)).toMatchObject({ preset: "prod", contexts: [{ name: "prod" }] });
    },
  );

  it("may be a link, which stays one", async () => {
    await put("");
    const target = join(dirname(dirname(path)), "dotfile");
    await rm(path);
    await writeFile(target, "# mine\n");
    await symlink(target, path);
    await editContexts(path, (document) => {
      addContext(document, prod);
    });
    expect(await readFile(target, "utf8")).toMatch(/^# mine\n[^]*prod/);
    expect(await readdir(dirname(path), { withFileTypes: true })).toMatchObject([{ name: "config.yaml" }]);
    expect((await stat(target)).mode & 0o777).toBe(0o600);
  });

  it("stays as it was where it cannot be written", async () => {
    await put("contexts: {}\n");
    await chmod(dirname(path), 0o500);
    const edited = editContexts(path, (document) => {
      addContext(document, prod);
    });
    if (process.getuid?.() === 0) await edited;
    else {
      await expect(edited).rejects.toThrow("cannot be written (EACCES)");
      expect(await readFile(path, "utf8")).toBe("contexts: {}\n");
    }
    await chmod(dirname(path), 0o700);
  });
});
