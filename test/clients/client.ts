import type { Transcript } from "../../packaging/routes/transcript.ts";

/** How a client reaches the server. */
export type Server =
  | { readonly over: "stdio"; readonly command: string; readonly args: readonly string[] }
  | { readonly over: "HTTP"; readonly url: string; readonly token: string };

export type Over = Server["over"];

/** A call that every client makes. */
export interface Asked {
  readonly tool: string;
  readonly input: Readonly<Record<string, string>>;
  /** What its text must say. */
  readonly says: RegExp;
  readonly isError: boolean;
}

/** What a client saw of the server, in its own words. */
export interface Seen {
  /** Names of the tools, as the server gives them. */
  readonly tools: readonly string[];
  /** In the order in which the calls were asked. */
  readonly results: readonly Result[];
}

/** What a client makes of the result of a call. */
export interface Result {
  readonly text: string;
  readonly isError: boolean;
}

/** What a client is given. */
export interface Ground extends Transcript {
  /** Where it is installed; it may be there already. */
  readonly installed: string;
  /** Empty. */
  readonly folder: string;
  /** An environment whose home is empty. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Client {
  readonly name: string;
  readonly version: string;
  readonly over: readonly Over[];
  /** What of it is not the client's own doing, or cannot be tried. */
  readonly note?: string;
  /** Why it cannot be installed on this machine, where that is known before. */
  readonly obstacle?: () => Promise<string | undefined>;
  readonly install: (ground: Ground) => Promise<void>;
  /** Connects, lists the tools, and makes the calls. @throws where the client does not connect */
  readonly talk: (ground: Ground, server: Server, calls: readonly Asked[]) => Promise<Seen>;
}
