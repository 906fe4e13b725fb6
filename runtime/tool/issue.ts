/** What is wrong with one value among arguments. */
export type Issue = {
  /** To the value, from the arguments. */
  readonly path: readonly PropertyKey[];
  readonly message: string;
} & (
  | { readonly code: "invalid_type"; readonly expected: string }
  | { readonly code: "invalid_value"; readonly values: readonly unknown[] }
  | { readonly code: "too_big"; readonly maximum: number | bigint; readonly origin: string }
  | { readonly code: "too_small"; readonly minimum: number | bigint; readonly origin: string }
  | { readonly code: "invalid_format"; readonly format: string; readonly pattern?: string | undefined }
  | { readonly code: "unrecognized_keys"; readonly keys: readonly string[] }
  | { readonly code: "not_multiple_of"; readonly divisor: number }
  | { readonly code: "invalid_union" | "invalid_key" | "invalid_element" | "custom" }
);

/** Arguments that were read, with defaults filled in, or all that is wrong with them. */
export type Parsed<Input> =
  | { readonly success: true; readonly data: Input; readonly error?: never }
  | { readonly success: false; readonly data?: never; readonly error: { readonly issues: readonly Issue[] } };

/** Reads the arguments of a behaviour: all that the runtime asks of a schema. A schema of zod is one. */
export interface ArgumentParser<Input> {
  safeParse(values: unknown): Parsed<Input>;
  /** By the name of the argument; absent: it takes none by name. */
  readonly shape?: Readonly<Record<string, unknown>>;
}

/** The names of the arguments that a parser takes. */
export function namesIn({ shape = {} }: ArgumentParser<unknown>): readonly string[] {
  return Object.keys(shape);
}
