import type { Compiled } from "../../catalog/select.ts";
import type { GivenVariables } from "../../config/config.ts";
import type { EnvFile } from "../../config/env-file.ts";
import type { ChosenConnection } from "../../connections/chosen-connection.ts";
import type { SavedContexts } from "../../connections/saved-context.ts";
import type { Environment } from "../../environment.ts";
import { say, type Said } from "../../text/said.ts";
import type { Session } from "../session.ts";

/** What saved connections are opened with. */
export interface SavedSessionsOptions {
  readonly compiled: Compiled;
  /** Completed by a `.env`, and by nothing else. */
  readonly env: Environment;
  readonly file: EnvFile | undefined;
  /** Of the contexts; undefined where there is no home. */
  readonly path: string | undefined;
  /** Of the session that a start opened. */
  readonly chosen: ChosenConnection;
}

/** What is known of the file. */
export interface KnownContexts {
  readonly contexts?: SavedContexts | undefined;
  /** Why it cannot be read. */
  readonly failure?: string;
}

/** Why calls go nowhere that name no connection, where that one was removed. */
export function removedSaid({ contexts }: KnownContexts): Said {
  return contexts?.contexts.length === 0
    ? say`The active connection was removed, and no other one is saved: add one, then make it active with use.`
    : say`The active connection was removed, and no other one was chosen: make another one active first, or name one in connection.`;
}

/** Where calls go that name no connection. */
export type Active = { readonly name: string | undefined; readonly session: Session } | "removed";

/** What manages connections may see and do. */
export interface Managed extends SavedSessionsOptions {
  readonly read: KnownContexts;
  /** The session of the start, where no saved connection opened it: what calls go back to. */
  readonly home: Session | undefined;
  active: Active;
  /** Opens a session that nobody keeps. */
  once(variables: GivenVariables): Session;
  open(name: string): Session;
  refresh(): Promise<void>;
  changed(): void;
}
