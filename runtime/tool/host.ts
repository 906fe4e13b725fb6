import type { Downloads } from "./downloads.ts";
import type { ServerFacts } from "./server-facts.ts";

/**
 * What a tool may use besides Kestra: of the server that it runs in, and of the machine. It is given only what its spec
 * names under `uses`.
 */
export interface Host {
  /** What this server knows of itself and of its way to Kestra, now. */
  readonly server: () => ServerFacts;
  /** The folder that the operator names for files. */
  readonly downloads: Downloads;
}

/** A part of it. */
export type HostPart = keyof Host;

/** The parts that a server does not have, each with the variable that keeps it away and what it is. */
export type Lacks = Readonly<Partial<Record<HostPart, string>>>;

/** Its parts, each with what it is for, as editors show it. */
export const hostParts: Readonly<Record<HostPart, string>> = {
  server: "what this server knows of itself and of its way to Kestra",
  downloads: "a folder on this machine in which files are saved; over stdio, where the operator names one",
};
