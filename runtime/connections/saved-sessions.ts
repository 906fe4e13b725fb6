import type { KestractlFacts } from "../tool/server-facts.ts";
import type { Said } from "../text/said.ts";
import type { Connections } from "../tool/connections.ts";

/** The sessions of saved connections, beside the one that a start opened. `S`: a session. */
export interface SavedSessions<S> {
  /** Those that a call may name, in the order of the file; none where there is but one way to go. */
  readonly names: readonly string[];
  /** Looks whether the file is another one now. Never throws. */
  refresh(): Promise<void>;
  /** Of calls that name no connection. */
  readonly current: S;
  /** Why calls go nowhere that name no connection: the current one was removed, and no other was chosen. */
  readonly nowhere: Said | undefined;
  /** The session of a connection; opened on first use. @throws InputError where there is no such connection, or it is wrong */
  open(name: string): S;
  /** What tools may do with them. */
  readonly connections: Connections;
  /** The name of a session's connection; undefined where it is none that is saved. */
  nameOf(session: S): string | undefined;
  /** The connection that kestractl would use, against that of a session. */
  kestractl(session: S): KestractlFacts;
  close(): void;
}

/** Calls back when there are others, or another is current. @returns what ends that */
export type SavedChanges = (listener: () => void) => () => void;
