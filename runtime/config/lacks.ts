import type { Config } from "./config.ts";
import type { Lacks } from "../tool/host.ts";

/** What tools may not use here, and why: what is on this machine is for those who started us on it. */
export function lacksOf({ transport, downloadFolder }: Pick<Config, "transport" | "downloadFolder">): Lacks {
  const remote = "KESTRA_MCP_TRANSPORT, which is http";
  if (transport === "http") return { downloads: remote };
  return downloadFolder === undefined ? { downloads: "KESTRA_MCP_DOWNLOAD_DIR, which is not set" } : {};
}
