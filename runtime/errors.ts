import { foreign, Said } from "./text/said.ts";
import { sentences } from "./text/sentences.ts";

/**
 * What can go wrong in a call, by who must act. Each is a sentence for the agent: what happened, to which request, and what
 * to do. What is foreign in it may hold a credential: only `said`, with a mask, is for showing, never `message`.
 */
class SaidError extends Error {
  readonly said: Said;

  constructor(said: Said, options?: ErrorOptions) {
    super(String(said), options);
    this.said = asSaid(said);
  }
}

/** A text that came in spite of the types is foreign: it is masked whole. */
function asSaid(said: unknown): Said {
  return said instanceof Said ? said : foreign(String(said));
}

/** The agent must act: an argument is missing, ill-typed, or not allowed here. */
export class InputError extends SaidError {
  override readonly name = "InputError";
}

interface KestraErrorOptions extends ErrorOptions {
  readonly mayBeDone?: boolean;
  readonly isWithheld?: boolean;
}

/** Kestra refused, or could not be reached: the agent or the user must act. */
export class KestraError extends SaidError {
  override readonly name: string = "KestraError";
  /** HTTP status of Kestra's answer; 0 where there was no answer. */
  readonly status: number;
  /** Whether a change that was asked for may have been made all the same. */
  readonly mayBeDone: boolean;
  /** Whether it was not sent, since the caller's roles do not reach so far. */
  readonly isWithheld: boolean;

  constructor(
    said: Said,
    status: number,
    { mayBeDone = false, isWithheld = false, ...options }: KestraErrorOptions = {},
  ) {
    super(said, options);
    this.status = status;
    this.isWithheld = isWithheld;
    this.mayBeDone = mayBeDone;
  }
}

/** Kestra's answer is larger than what is kept of one; an answer with fewer rows may be read. */
export class TooLargeError extends KestraError {
  override readonly name = "TooLargeError";
  /** What is too large, without what to do. */
  readonly what: Said;

  constructor(what: Said, status: number, advice?: Said, options?: KestraErrorOptions) {
    super(sentences(what, advice), status, options);
    this.what = what;
  }
}

/** We must act: Kestra's answer is not what its contract says. */
export class ContractError extends SaidError {
  override readonly name = "ContractError";
}

interface ConfigurationErrorOptions extends ErrorOptions {
  readonly lines?: readonly string[];
}

/** The operator must act: the configuration is wrong. The message names the variable. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  /** What is shown below the message, line by line, such as the place in a file. */
  readonly lines: readonly string[];

  constructor(message: string, { lines = [], ...options }: ConfigurationErrorOptions = {}) {
    super(message, options);
    this.lines = lines;
  }
}

/** The operator must act: what keeps users and clients cannot be reached, or holds what it should not. */
export class StoreError extends SaidError {
  override readonly name = "StoreError";
}
