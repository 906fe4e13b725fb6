import type { ServerFacts } from "./server-facts.ts";

/**
 * What a tool may use besides Kestra: of the server that it runs in, and of the machine. It is given only what its spec
 * names under `uses`.
 */
export interface Host {
  /** What this server knows of itself and of its way to Kestra, now. */
  readonly server: () => ServerFacts;
}

/** A part of it. */
export type HostPart = keyof Host;

/** Its parts, each with what it is for, as editors show it. */
export const hostParts: Readonly<Record<HostPart, string>> = {
  server: "what this server knows of itself and of its way to Kestra",
};
