import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keptTexts } from "../../../runtime/kept/kept-texts.ts";
import { unusableFiles } from "../../../runtime/kept/unusable-files.ts";
import { limits } from "../../../runtime/limits.ts";
import { emptyFolder } from "./support/folder.ts";

const variable = "KESTRA_CATALOG_FILE";
const pathsIn = async (...paths: readonly string[]) =>
  (await keptTexts(paths, variable)).map(({ path }) => path);

describe("the texts of a folder", () => {
  it("are its YAML files and those below, in the order of their paths", async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, "flows", "deep"), { recursive: true });
    for (const name of ["flows/b.yaml", "flows/a.YML", "flows/deep/c.yml", "README.md", "z.yaml"])
      writeFileSync(join(folder, name), `id: ${name}\n`);
    expect(await keptTexts([folder], variable)).toEqual([
      { path: "flows/a.YML", text: "id: flows/a.YML\n" },
      { path: "flows/b.yaml", text: "id: flows/b.yaml\n" },
      { path: "flows/deep/c.yml", text: "id: flows/deep/c.yml\n" },
      { path: "z.yaml", text: "id: z.yaml\n" },
    ]);
  });

  it("are none that is hidden, or that a link leads to", async () => {
    const [folder, other] = [emptyFolder(), emptyFolder()];
    writeFileSync(join(other, "secret.yaml"), "id: secret\n");
    mkdirSync(join(folder, ".git"));
    writeFileSync(join(folder, ".git", "a.yaml"), "");
    writeFileSync(join(folder, ".hidden.yaml"), "");
    symlinkSync(other, join(folder, "folder"));
    symlinkSync(join(other, "secret.yaml"), join(folder, "link.yaml"));
    writeFileSync(join(folder, "a.yaml"), "");
    expect(await pathsIn(folder)).toEqual(["a.yaml"]);
  });

  it("are none that is too large, and so many at most", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "large.yaml"), "");
    truncateSync(join(folder, "large.yaml"), limits.template + 1);
    for (let i = 0; i <= limits.templates; i++) writeFileSync(join(folder, `${i}.yaml`), "");
    const paths = await pathsIn(folder);
    expect(paths).toHaveLength(limits.templates);
    expect(paths).not.toContain("large.yaml");
  });

  it("are none of a path of a file, and a path that is not there is told", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "a.yaml"), "");
    expect(await pathsIn(join(folder, "a.yaml"), folder)).toEqual(["a.yaml"]);
    await expect(keptTexts([join(folder, "none")], variable)).rejects.toThrow(
      `KESTRA_CATALOG_FILE names ${folder}/none, which cannot be used (ENOENT).`,
    );
  });
});

it("files and folders that cannot be read are told, of all services", () => {
  const folder = emptyFolder();
  const keeps = {
    title: "the catalogue",
    sources: "auto",
    sourcesFrom: "KESTRA_CATALOG",
    filesFrom: variable,
  } as const;
  const services = {
    catalog: { url: "", from: "", keeps: { ...keeps, files: [folder, "/nowhere/a\nb"] } },
    mirror: { url: "", from: "" },
  };
  expect(unusableFiles(services)).toEqual([
    "KESTRA_CATALOG_FILE names /nowhere/a\\nb, which cannot be used (ENOENT).",
  ]);
});
