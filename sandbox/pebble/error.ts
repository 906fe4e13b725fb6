/** A template that cannot be rendered; the message is worded as Kestra's. */
export class PebbleError extends Error {
  override readonly name = "PebbleError";
}

/** A variable or attribute that is not there. `??`, `default` and `is defined` catch it. */
export class MissingVariable extends Error {
  override readonly name = "MissingVariable";
  readonly variable: string;

  constructor(variable: string) {
    super(variable);
    this.variable = variable;
  }
}
