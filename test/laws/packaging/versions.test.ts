import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readProject } from "../../../generator/packaging/project.ts";
import { root } from "../../support/source.ts";
import { packagingFiles } from "./packaging-files.ts";

const project = readProject(readFileSync(join(root, "package.json"), "utf8"));
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const files = packagingFiles();

describe("versions", () => {
  it("of every manifest are that of package.json", () => {
    const manifests = files.filter((path) =>
      /(plugin|marketplace|extension|manifest|server)\.json$/.test(path),
    );
    expect(manifests.length).toBeGreaterThanOrEqual(6);
    const said = manifests.flatMap((path) => versionsIn(JSON.parse(read(path))).map((it) => `${path} ${it}`));
    expect(
      said.filter((it) => !it.endsWith(` ${project.version}`)),
      "Run `npm run generate`: it takes the version of package.json.",
    ).toEqual([]);
    const chart = parse(read("packaging/helm/kestra-mcp/Chart.yaml")) as Record<string, string>;
    expect(
      [chart.version, chart.appVersion],
      "Run npm run package: the chart has another version than package.json.",
    ).toEqual([project.version, project.version]);
  });

  it("that stand behind our name anywhere are, too", () => {
    const pattern = /kestra-mcp[@:-](\d+\.\d+\.\d+)/g;
    const named = [...files, "README.md", "docs/install.md"].flatMap((path) =>
      [...read(path).matchAll(pattern)].map(([, version = ""]) => `${path} ${version}`),
    );
    expect(named.length).toBeGreaterThan(4);
    expect(
      named.filter((it) => !it.endsWith(` ${project.version}`)),
      "Write the version of package.json there.",
    ).toEqual([]);
  });

  it("have a chapter in the changelog", () => {
    expect(read("CHANGELOG.md"), "Add a heading for the version to CHANGELOG.md.").toContain(
      `\n## ${project.version}\n`,
    );
  });

  it("of a tool are one wherever it is named", () => {
    const pattern = /((?:@[\w-]+\/)?[\w./-]+)(?:@|==)(v?\d+\.\d+\.\d+[\w.-]*)/g;
    const tools = files.filter((path) => /\.(ts|sh|yml)$/.test(path));
    const versions = new Map<string, Set<string>>();
    for (const path of tools) {
      for (const [, name = "", version = ""] of read(path).matchAll(pattern)) {
        const base = name.replace(/\/cmd\/\w+$/, "");
        versions.set(base, (versions.get(base) ?? new Set<string>()).add(version));
      }
    }
    expect(versions.size).toBeGreaterThan(8);
    const several = [...versions].filter(([, its]) => its.size > 1).map(([name]) => name);
    expect(several, "Pin one version of each.").toEqual([]);
  });
});

describe("names", () => {
  it("of the image, the repository and the server are the same everywhere", () => {
    const label = /io\.modelcontextprotocol\.server\.name="([^"]+)"/.exec(read("Dockerfile"))?.[1];
    expect(label).toBe(project.mcpName);
    const images = files.flatMap((path) => read(path).match(/ghcr\.io\/[\w-]+\/[\w-]+/g) ?? []);
    expect(new Set(images)).toEqual(new Set([project.image]));
    const repositories = files.flatMap(
      (path) => read(path).match(/https:\/\/github\.com\/kestra-mcp\/[\w-]+/g) ?? [],
    );
    expect(new Set(repositories)).toEqual(new Set([project.repository]));
    expect(project.mcpName).toBe(project.repository.replace("https://github.com/", "io.github."));
  });

  it("have a description that the registry of MCP servers takes", () => {
    expect(
      project.description.length,
      "The registry takes 100 characters: shorten the description in package.json.",
    ).toBeLessThanOrEqual(100);
  });

  it("of files in manifests are files that there are", () => {
    const { contextFileName } = JSON.parse(read("gemini-extension.json")) as { contextFileName: string };
    expect(
      existsSync(join(root, contextFileName)),
      "Run npm run package: the extension's context file is not there.",
    ).toBe(true);
  });
});

/** The values of every key `version` that is a release, wherever it stands. */
function versionsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "version" && typeof inner === "string" ? [inner] : versionsIn(inner),
  );
}
