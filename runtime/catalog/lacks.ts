import type { Lacks } from "../tool/host.ts";

/** How a server is started, as far as it says what tools may use. */
interface Machine {
  readonly transport: "stdio" | "http";
  /** Where tools save files. */
  readonly downloadFolder?: string | undefined;
}

/** What tools may not use here, and why: what is on this machine is for those who started us on it. */
export function lacksOf({ transport, downloadFolder }: Machine): Lacks {
  const remote = "KESTRA_MCP_TRANSPORT, which is http";
  if (transport === "http") return { downloads: remote };
  return downloadFolder === undefined ? { downloads: "KESTRA_MCP_DOWNLOAD_DIR, which is not set" } : {};
}
