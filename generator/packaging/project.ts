/** What manifests say of the project, as `package.json` has it. */
export interface PackageFacts {
  readonly name: string;
  readonly version: string;
  /** One sentence without a full stop, of at most 100 characters: the registry of MCP servers takes no more. */
  readonly description: string;
  /** The name in the registry of MCP servers. */
  readonly mcpName: string;
  readonly keywords: readonly string[];
  readonly homepage: string;
  readonly bugs: string;
  /** Where the source lies, as people open it. */
  readonly repository: string;
  readonly author: string;
  readonly license: string;
  /** The versions of Node, as a range of semver. */
  readonly node: string;
  /** The name of the image, without a tag. */
  readonly image: string;
}

interface PackageJson extends Omit<PackageFacts, "repository" | "node" | "image"> {
  readonly repository: { readonly url: string };
  readonly engines: { readonly node: string };
}

/** @param text of `package.json` */
export function readProject(text: string): PackageFacts {
  const { repository, engines, ...facts } = JSON.parse(text) as PackageJson;
  const { name, version, description, mcpName, keywords, homepage, bugs, author, license } = facts;
  const page = repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
  return {
    ...{ name, version, description, mcpName, keywords, homepage, bugs, author, license },
    repository: page,
    node: engines.node,
    image: page.replace(/^https:\/\/github\.com\//, "ghcr.io/"),
  };
}
