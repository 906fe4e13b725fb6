/** A way to run a Kestra on this machine: by Docker, or by a program of the user's. */
export interface Way {
  state(signal: AbortSignal): Promise<LocalState>;
  /**
   * Starts it, in place of one that is there, which is stopped where it runs.
   * @returns why it has not been started yet, where that goes on
   * @throws InputError where it cannot be started
   */
  start(wish: WayWish): Promise<string | undefined>;
  /** Stops what was started in this way. @throws InputError where it has not ended when the signal aborts */
  stop(signal: AbortSignal): Promise<void>;
  /** The last lines that it wrote. */
  log(signal: AbortSignal): Promise<string>;
  /** Whose data it is: a user that was made is the user of these. */
  dataOf(release: string | undefined): string;
}

/** What was started in this way. */
export interface LocalState {
  readonly exists: boolean;
  readonly running: boolean;
  /** Present where it exists. */
  readonly port?: number;
  /** Of Kestra, as it was asked for. */
  readonly release?: string;
  /** An image or a program. */
  readonly by: string;
}

export interface WayWish {
  readonly port: number;
  readonly release: string | undefined;
  readonly signal: AbortSignal;
  readonly tell: (message: string) => void;
  /** Resolves when the call may not wait any longer. */
  readonly over: Promise<unknown>;
}
