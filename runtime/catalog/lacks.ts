import type { ServiceAddress } from "../network/connection.ts";
import type { Lacks } from "../tool/host.ts";

/** What decides it of the configuration. */
interface Machine {
  readonly transport: "stdio" | "http";
  readonly downloadFolder?: string | undefined;
}

/**
 * What tools may not use here, and why: what is on this machine is for those who started us on it.
 * @param hasMachine whether what is there may be used, which beside a sandbox is not so
 */
export function lacksOf({ transport, downloadFolder }: Machine, hasMachine: boolean): Lacks {
  const remote = "KESTRA_MCP_TRANSPORT, which is http";
  if (transport === "http") return { connections: remote, downloads: remote, local: remote };
  const alone = "--sandbox, beside which there is nothing";
  return {
    ...(!hasMachine && { connections: alone, local: alone }),
    ...(downloadFolder === undefined && { downloads: "KESTRA_MCP_DOWNLOAD_DIR, which is not set" }),
  };
}

/** Services that are not asked, and that nothing answers for, each with the variables that keep them silent. */
export type Silent = Readonly<Record<string, string>>;

/** Those of a configuration. What is kept in a folder may answer, as far as is known. */
export function silentServices(services: Readonly<Record<string, ServiceAddress>>): Silent {
  const silent = Object.entries(services).flatMap(([name, { keeps }]) => {
    if (keeps?.unasked === undefined || keeps.files.length > 0 || keeps.cache !== undefined) return [];
    const { sources, sourcesFrom, filesFrom } = keeps;
    const without = sources === "offline" ? `, without ${filesFrom}` : "";
    return [[name, `${sourcesFrom}, which is ${sources}${without}`] as const];
  });
  return Object.fromEntries(silent);
}
