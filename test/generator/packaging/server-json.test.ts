import { expect, it } from "vitest";
import { serverJson } from "../../../generator/packaging/server-json.ts";
import { readProject } from "../../../generator/packaging/project.ts";

const project = readProject(
  JSON.stringify({
    name: "a-server",
    version: "1.2.3",
    description: "A server",
    mcpName: "io.github.us/a-server",
    repository: { url: "git+https://github.com/us/a-server.git" },
    engines: { node: ">=20" },
  }),
);

interface Entry {
  readonly packages: readonly {
    readonly registryType: string;
    readonly identifier: string;
    readonly fileSha256?: string;
  }[];
}

it("names the package and the image of the version", () => {
  const { packages } = serverJson(project, {}) as Entry;
  expect(packages.map(({ registryType, identifier }) => [registryType, identifier])).toEqual([
    ["npm", "a-server"],
    ["oci", "ghcr.io/us/a-server:1.2.3"],
  ]);
});

it("names a bundle with its sum, once there is one", () => {
  const bundle = {
    url: "https://github.com/us/a-server/releases/download/v1.2.3/a.mcpb",
    sha256: "ab".repeat(32),
  };
  const { packages } = serverJson(project, {}, bundle) as Entry;
  expect(packages.at(-1)).toEqual({
    registryType: "mcpb",
    identifier: bundle.url,
    fileSha256: bundle.sha256,
    transport: { type: "stdio" },
  });
});
