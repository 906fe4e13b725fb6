import type { Signal } from "../abort.ts";

/** A Kestra on this machine, which this server starts and stops. */
export interface LocalKestra {
  /**
   * Starts it, or finds that it runs, and waits until it answers.
   * @throws InputError where it cannot be started; KestraError where it ended, with the end of its log
   */
  start(wish: LocalWish, call: LocalCall): Promise<LocalStarted>;
  /** Stops it, where it is one that was started here; its data stay. */
  stop(call: LocalCall): Promise<LocalStopped>;
}

/** What is left out is as it is, or as usual. */
export interface LocalWish {
  /** Of Kestra, such as `1.3` or `1.3.25`: for Docker. */
  readonly release?: string | undefined;
  readonly port?: number | undefined;
  /** Of its user, where it has none yet: both or none. */
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

/** The call that waits. */
export interface LocalCall {
  readonly signal: Signal;
  /** Until when it may wait, in milliseconds since 1970; absent: for ever. */
  readonly until?: number | undefined;
  readonly tell: (message: string) => void;
}

export interface LocalStarted {
  readonly action: "started" | "connected" | "restarted";
  readonly url: string;
  /** What runs it: an image, a program, or that somebody else does. */
  readonly by: string;
  /** Whether it answers; otherwise it is still starting. */
  readonly ready: boolean;
  readonly version?: string;
  readonly username?: string;
  /** Of a user that was made here; never one that was given. */
  readonly password?: string;
  readonly message?: string;
}

export interface LocalStopped {
  readonly stopped: boolean;
  readonly message: string;
}
