/**
 * Why a text is no value of an input.
 * `missing`: nothing was sent. `value`: it was read and does not fit. `parse`: it could not be read as the type.
 */
export class InputFault extends Error {
  override readonly name = "InputFault";
  readonly reason: "missing" | "value" | "parse";
  /** What 1.0 says instead, where it says something else. */
  readonly formerly: string;

  constructor(reason: "missing" | "value" | "parse", message: string, formerly: string = message) {
    super(message);
    this.reason = reason;
    this.formerly = formerly;
  }
}
