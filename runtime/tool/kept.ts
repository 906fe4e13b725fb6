import type { ServiceSources } from "../network/connection.ts";

/** What answered in place of a service, and when that came from it, as ISO 8601 in UTC. */
export interface Origin {
  readonly in: "cache" | "file";
  readonly at: string;
}

/** A text of a folder that the operator names. */
export interface KeptText {
  /** Below the folder, with slashes: `flows/hello.yaml`. */
  readonly path: string;
  readonly text: string;
}

/** What steps may know of a service besides Kestra whose answers are kept, and what they may keep between calls. */
export interface KeptFacts {
  /** What the operator lets answer. */
  readonly sources: (service: string) => ServiceSources;
  /** Of what a service answered in this call the oldest that was kept; undefined where all of it is of now. */
  readonly origin: (service: string) => Origin | undefined;
  /** The texts in the folders that the operator names for a service. @throws InputError where one cannot be read */
  readonly texts: (service: string) => Promise<readonly KeptText[]>;
  /**
   * Something that takes long to make, made once. What fails is not kept, and what was not asked for in a long time is made again.
   * @param of what it was made of: what an instance told goes to those alone whose credentials it has accepted
   * @param key that changes with what it is made of
   */
  readonly remember: <Made>(
    of: "instance" | "public",
    key: string,
    make: () => Promise<Made>,
  ) => Promise<Made>;
}
