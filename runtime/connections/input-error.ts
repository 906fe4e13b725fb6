import { ConfigurationError, InputError } from "../errors.ts";
import { say } from "../text/said.ts";

/** What is wrong with a file or a variable, where an agent works with it: its sentence holds no value. */
export function asInputError(error: unknown): unknown {
  return error instanceof ConfigurationError
    ? new InputError(say`${error.message}`, { cause: error })
    : error;
}

/** @throws InputError in place of a ConfigurationError */
export function orInputError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw asInputError(error);
  }
}
