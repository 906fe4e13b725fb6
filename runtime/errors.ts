/**
 * What can go wrong in a call, by who must act. Each message is written for the agent: what happened, to which
 * request, and what to do. None of them ever holds a credential.
 */

/** The agent must act: an argument is missing, ill-typed, or not allowed here. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** Kestra refused, or could not be reached: the agent or the user must act. */
export class KestraError extends Error {
  override readonly name: string = "KestraError";
  /** HTTP status of Kestra's answer; 0 where there was no answer. */
  readonly status: number;

  constructor(message: string, status: number, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** Kestra's answer is larger than what is kept of one; an answer with fewer rows may be read. */
export class TooLargeError extends KestraError {
  override readonly name = "TooLargeError";
}

/** We must act: Kestra's answer is not what its contract says. */
export class ContractError extends Error {
  override readonly name = "ContractError";
}

/** The operator must act: the configuration is wrong. The message names the variable. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}
