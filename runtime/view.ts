/** The media type of a page of MCP Apps, which clients show in a frame. */
export const viewMediaType = "text/html;profile=mcp-app";

/** By this name both sides declare that they know pages. */
export const viewExtension = "io.modelcontextprotocol/ui";

/** What `_meta` of a tool says of its page. */
export interface ViewMeta {
  readonly ui: { readonly resourceUri: string };
}

/** A page: one file, which asks no network for anything. */
export interface ViewPage {
  readonly html: string;
}

export function viewMeta(uri: string): ViewMeta {
  return { ui: { resourceUri: uri } };
}

/** @param hash of what the page is made of: clients keep a page by its address */
export function viewUri(tool: string, hash: string): string {
  return `ui://kestra/${tool}-${hash}.html`;
}

/** The tool whose page is at an address, whatever its hash: a client may have kept the address of an older page. */
export function toolOfView(uri: string): string | undefined {
  return /^ui:\/\/kestra\/([a-z][a-z0-9_]*)-[a-z0-9]+\.html$/.exec(uri)?.[1];
}

/** What `_meta` of a page says: it needs nothing but itself, and a frame. */
export const viewPolicy = {
  ui: {
    csp: { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] },
    prefersBorder: true,
  },
} as const;
