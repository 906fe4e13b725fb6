import { InputError } from "../../runtime/errors.ts";

export interface Label {
  readonly key: string;
  readonly value: string;
}

/** A label as Kestra gives it. */
export interface FoundLabel {
  readonly key?: string | null | undefined;
  readonly value?: string | null | undefined;
}

/** The labels that have both a key and a value. */
export function wholeLabels(labels: readonly FoundLabel[] | null | undefined): Label[] {
  return (labels ?? []).flatMap(({ key, value }) =>
    typeof key === "string" && typeof value === "string" ? [{ key, value }] : [],
  );
}

/** Kestra keeps its own labels by itself, and refuses them from others. */
const system = "system.";

/**
 * The labels to send for an execution: those that users gave it, in their order, and the added ones, which win. A
 * system label that is added is sent too, for Kestra to refuse. A value that is no text is written as JSON; null is none.
 * @throws InputError for an empty key, and for one with a colon, which ends a key wherever Kestra writes a label as text
 */
export function mergeLabels(
  present: readonly Label[],
  added: Readonly<Record<string, unknown>>,
): { key: string; value: string }[] {
  const given = Object.entries(added).filter(([, value]) => value !== null && value !== undefined);
  const withColon = given.find(([key]) => key.includes(":"))?.[0];
  if (withColon !== undefined) {
    throw new InputError(`labels: the key ${JSON.stringify(withColon)} holds a colon, which ends a key.`);
  }
  if (given.some(([key]) => key.trim() === "")) throw new InputError("labels: a label needs a key.");
  const kept = present.filter(({ key }) => !key.startsWith(system));
  const merged = new Map([
    ...kept.map(({ key, value }) => [key, value] as const),
    ...given.map(([key, value]) => [key, textOf(value)] as const),
  ]);
  return [...merged].map(([key, value]) => ({ key, value }));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
