import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { help } from "../../../runtime/cli/help/help.ts";
import { readConfig } from "../../../runtime/config/config.ts";
import { readEnvFile } from "../../../runtime/config/env-file.ts";
import { kestraAlone } from "../../../runtime/config/variables/service-variables.ts";
import type { Environment } from "../../../runtime/environment.ts";

const services = {
  catalog: {
    title: "the public catalogue",
    variable: "KESTRA_CATALOG_URL",
    default: "https://catalog.example.com",
    timeout: 5,
  },
  mirror: { title: "the mirror", variable: "KESTRA_MIRROR_URL", default: "https://mirror.example.com" },
};
const config = (env: Environment = {}) => readConfig(env, { services });

describe("the address of a service besides Kestra", () => {
  it("is its default, with its own deadline where it has one", () => {
    expect(config().services).toEqual({
      catalog: { url: "https://catalog.example.com", from: "KESTRA_CATALOG_URL", timeout: 5000 },
      mirror: { url: "https://mirror.example.com", from: "KESTRA_MIRROR_URL" },
    });
  });

  it.each([
    ["http://localhost:9000/", "http://localhost:9000"],
    ["https://proxy.example.com/api/v1/main", "https://proxy.example.com/api/v1/main"],
    ["", "https://catalog.example.com"],
  ])("is what its variable says: %j", (text, url) => {
    expect(config({ KESTRA_CATALOG_URL: text }).services.catalog?.url).toBe(url);
  });

  it.each([
    ["catalog.example.com", "KESTRA_CATALOG_URL must start with http:// or https://"],
    ["https://ann:canary-word@catalog.example.com", "KESTRA_CATALOG_URL must not hold a user"],
    ["https://catalog.example.com?a=b", "KESTRA_CATALOG_URL must not hold ? or #."],
    ["${CATALOG}", "KESTRA_CATALOG_URL is a placeholder"],
  ])("is refused where it is none: %j", (text, message) => {
    const read = () => config({ KESTRA_CATALOG_URL: text });
    expect(read).toThrow(message);
    expect(read).not.toThrow("canary");
  });

  it("is told in the help, and what resembles its variable is told as ignored", () => {
    expect(help({ version: "9.9.9", services }, "environment")).toMatch(
      /KESTRA_CATALOG_URL\n +Where the public catalogue answers\.[^]*Default: +https:\/\/catalog\.example\.com\./,
    );
    expect(config({ KESTRA_CATALOG_URL: "http://localhost" }).ignored).toEqual([]);
    expect(config({ KESTRA_CATALOGS_URL: "http://localhost" }).ignored.join()).toContain(
      "Did you mean KESTRA_CATALOG_URL?",
    );
  });

  it("is among the settings where it is set", () => {
    expect(config({ KESTRA_CATALOG_URL: "http://localhost" }).settings).toEqual([
      { name: "KESTRA_CATALOG_URL", from: "environment" },
    ]);
    expect(config().settings).toEqual([]);
  });

  it("is not taken from a file", () => {
    const folder = mkdtempSync(join(tmpdir(), "services-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    writeFileSync(join(folder, ".env"), "KESTRA_CATALOG_URL=https://elsewhere.example.com\n");
    const file = readEnvFile({}, folder, services);
    expect(file?.given).toEqual({});
    expect(file?.ignored.map(({ name }) => name)).toEqual(["KESTRA_CATALOG_URL"]);
    expect(file?.notOurs).toEqual([]);
  });
});

describe("a service whose answers are kept", () => {
  const kept = { catalog: { ...services.catalog, keeps: true as const } };
  const keeps = (env: Environment = {}) => readConfig(env, { services: kept }).services.catalog?.keeps;
  const all = { KESTRA_CATALOG_FILE: "/a/file, /a/folder", KESTRA_CATALOG_CACHE: "/a/cache" };
  const where = { files: ["/a/file", "/a/folder"], cache: "/a/cache" };

  it("is asked, and nothing of it kept, where nothing is said", () => {
    expect(keeps()).toEqual({
      ...{
        title: "the public catalogue",
        sources: "auto",
        sourcesFrom: "KESTRA_CATALOG",
        files: [],
        filesFrom: "KESTRA_CATALOG_FILE",
      },
    });
  });

  it.each([
    ["auto", true, where],
    ["public", true, where],
    ["offline", false, where],
    ["instance", false, { files: [] }],
  ])("is asked, and answered for, as its variable says: %s", (sources, isAsked, kept) => {
    const found = keeps({ ...all, KESTRA_CATALOG: sources });
    expect(found).toMatchObject({ sources, ...kept });
    expect(String(found?.unasked)).toBe(isAsked ? "undefined" : `KESTRA_CATALOG is ${sources}`);
    expect("cache" in (found ?? {})).toBe(sources !== "instance");
  });

  it.each([
    [{ KESTRA_CATALOG: "none" }, "KESTRA_CATALOG must be"],
    [{ KESTRA_CATALOG_FILE: "/a, b" }, "KESTRA_CATALOG_FILE must be an absolute path"],
    [{ KESTRA_CATALOG_CACHE: "cache" }, "KESTRA_CATALOG_CACHE must be an absolute path"],
    [{ KESTRA_CATALOG_FILE: "${FILE}" }, "KESTRA_CATALOG_FILE is a placeholder"],
  ])("is refused with what is not understood: %j", (env, message) => {
    expect(() => keeps(env)).toThrow(message);
  });

  it("has no variables of its own where nothing of it is kept", () => {
    expect(help({ version: "9.9.9", services }, "environment")).not.toContain("KESTRA_CATALOG_CACHE");
    expect(help({ version: "9.9.9", services: kept }, "environment")).toContain("KESTRA_CATALOG_CACHE");
    const { ignored } = readConfig({ KESTRA_CATALOG_CASH: "/a" }, { services: kept });
    expect(ignored.join()).toContain("Did you mean KESTRA_CATALOG_CACHE?");
  });
});

describe("Kestra alone", () => {
  const kept = { ...services, catalog: { ...services.catalog, keeps: true as const } };

  it("answers in place of services whose answers may be kept", () => {
    expect(kestraAlone(kept, {})).toEqual({ KESTRA_CATALOG: "instance" });
    expect(kestraAlone(kept, { KESTRA_CATALOG: "", KESTRA_MIRROR_URL: "http://a" })).toEqual({
      KESTRA_CATALOG: "instance",
    });
  });

  it.each(["KESTRA_CATALOG", "KESTRA_CATALOG_URL", "KESTRA_CATALOG_FILE"])(
    "does not where the operator sets %s",
    (name) => {
      expect(kestraAlone(kept, { [name]: "public" })).toEqual({});
    },
  );
});
