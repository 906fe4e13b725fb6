import type { Signal } from "../abort.ts";
import type { ServerFacts } from "./server-facts.ts";

/** The connections that are saved on this machine, for kestractl and for us. Nothing that it gives holds a secret. */
export interface Connections {
  /** Reads the file anew; what is wrong with it is told, not thrown. */
  list(): Promise<ConnectionList>;
  /**
   * Saves a connection once a Kestra has answered with it.
   * @throws InputError where none does, or it cannot be saved
   */
  add(connection: NewConnection, signal: Signal): Promise<AddedConnection>;
  /** Makes a connection the active one of this process, and kestractl's default. @throws InputError */
  use(name: string): Promise<UsedConnection>;
  /** Removes a connection; the active one only by force. @throws InputError */
  remove(name: string, force: boolean): Promise<RemovedConnection>;
}

/** A way to a Kestra, without its secrets. */
export interface ConnectionFacts extends Pick<ServerFacts, "tenant" | "credentials" | "username"> {
  readonly host: string;
}

export interface SavedConnection extends Partial<ConnectionFacts> {
  readonly name: string;
  /** Whether calls that name none go there. */
  readonly active: boolean;
  /** Whether it is kestractl's. */
  readonly default: boolean;
  /** Why it cannot be used. */
  readonly fault?: string;
}

export interface ConnectionList {
  /** Where calls go that name none, and in words what says so; absent where that one was removed. */
  readonly active?: ConnectionFacts & { readonly name?: string; readonly from: string };
  readonly connections: readonly SavedConnection[];
  /** Why there is no active one, what is wrong with the file, or that there is none. */
  readonly message?: string;
}

/** A connection to be saved; of who calls a token, or a name and a password, or nothing. */
export interface NewConnection {
  readonly name: string;
  readonly host: string;
  readonly tenant: string;
  readonly token?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

export interface AddedConnection extends ConnectionFacts {
  readonly name: string;
  readonly default: boolean;
  /** The release of Kestra that answered. */
  readonly version?: string;
  /** Where calls go as long as it is not made active. */
  readonly message: string;
}

export interface UsedConnection extends ConnectionFacts {
  readonly name: string;
  /** What decides at the next start, where that is something else. */
  readonly message?: string;
}

export interface RemovedConnection {
  readonly removed: string;
  /** Where calls go from now on, where that has changed. */
  readonly message?: string;
}
