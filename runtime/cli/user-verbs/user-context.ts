import type { Environment } from "../../environment.ts";
import type { AccessEvent } from "../../observe/observer.ts";
import type { Store } from "../../store/store.ts";
import type { Vault } from "../../store/vault.ts";
import type { BrokenRecords } from "./sound-records.ts";

/** What these commands meet, given from outside. */
export interface UserSurroundings {
  readonly env: Environment;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Asks whoever started us for a secret, or reads it from what is piped in. */
  readonly readSecret: (prompt: string) => Promise<string>;
  /** Writes to stderr at once. */
  readonly err: (text: string) => void;
  /** Who runs the command, as the system calls them. */
  readonly operator?: string | undefined;
}

/** What a command prints, as `Printed` has it. */
export interface UserPrinted {
  readonly out?: string;
  readonly err?: string;
  readonly exitCode: number;
}

/** For commands that read or write what is kept. */
export interface UserContext extends UserSurroundings {
  readonly store: Store;
  readonly vault: Vault;
  readonly broken: BrokenRecords;
  /** Tells the audit trail what was changed. */
  readonly tell: (event: AccessEvent) => void;
}
