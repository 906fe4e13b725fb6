import type { Account, CallerFacts } from "./caller.ts";
import type { Connections } from "./connections.ts";
import type { Downloads } from "./downloads.ts";
import type { KeptFacts } from "./kept.ts";
import type { LocalKestra } from "./local-kestra.ts";
import type { ServerFacts } from "./server-facts.ts";

/**
 * What a tool may use besides Kestra: of the server that it runs in, and of the machine. It is given only what its spec
 * names under `uses`.
 */
export interface Host {
  /** What this server knows of itself and of its way to Kestra, now. */
  readonly server: () => ServerFacts;
  /** Who calls, and what they may do here. */
  readonly caller: () => Promise<CallerFacts>;
  /** The credentials for Kestra that a user who logged in registers. */
  readonly account: Account;
  /** A Kestra on this machine. */
  readonly local: LocalKestra;
  /** The connections that are saved on this machine. */
  readonly connections: Connections;
  /** The folder that the operator names for files. */
  readonly downloads: Downloads;
  /** What answers in place of services besides Kestra, and what took long to make. */
  readonly kept: KeptFacts;
}

/** A part of it. */
export type HostPart = keyof Host;

/** The parts that a server does not have, each with the variable that keeps it away and what it is. */
export type Lacks = Readonly<Partial<Record<HostPart, string>>>;

/** Its parts, each with what it is for, as editors show it. */
export const hostParts: Readonly<Record<HostPart, string>> = {
  server: "what this server knows of itself and of its way to Kestra",
  caller: "who calls, and what they may do here",
  account: "the credentials for Kestra that a user who logged in registers; over HTTP, where users log in",
  local: "a Kestra on this machine, which is started and stopped; over stdio",
  connections: "the connections that are saved on this machine; over stdio",
  downloads: "a folder on this machine in which files are saved; over stdio, where the operator names one",
  kept: "what answers in place of services besides Kestra, and what took long to make",
};
