/** An input that a paused execution waits for, as Kestra checked it. */
export interface CheckedInput {
  readonly id?: unknown;
  readonly type?: unknown;
  readonly errors?: readonly { readonly message?: string | null | undefined }[] | null | undefined;
}

/**
 * Why a paused execution cannot go on, one sentence for each reason: inputs that are missing or wrong, and values for
 * inputs that it does not have, which Kestra would drop without a word.
 */
export function faultsOf(
  execution_id: string,
  inputs: readonly CheckedInput[],
  given: Readonly<Record<string, unknown>>,
): string[] {
  const known = inputs.map(({ id }) => String(id));
  const wrong = inputs.flatMap(({ id, type, errors }) =>
    (errors ?? []).map(({ message }) => `input ${String(id)} (${String(type)}): ${message ?? "is refused"}`),
  );
  const takes = known.length === 0 ? "it takes none" : `it takes ${known.join(", ")}`;
  const unknown = Object.keys(given)
    .filter((id) => !known.includes(id))
    .map((id) => `there is no input ${id}, ${takes}`);
  return [...wrong, ...unknown].map((reason) => `Execution ${execution_id} stays paused: ${reason}.`);
}
