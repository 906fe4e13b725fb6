export interface Label {
  readonly key: string;
  readonly value: string;
}

/** Kestra keeps its own labels by itself, and refuses them from others. */
const system = "system.";

/**
 * The labels to send for an execution: those that users gave it, in their order, and the added ones, which win. A
 * system label that is added is sent too, for Kestra to refuse. A value that is no text is written as JSON.
 */
export function mergeLabels(
  present: readonly Label[],
  added: Readonly<Record<string, unknown>>,
): { key: string; value: string }[] {
  const kept = present.filter(({ key }) => !key.startsWith(system));
  const merged = new Map([
    ...kept.map(({ key, value }) => [key, value] as const),
    ...Object.entries(added).map(([key, value]) => [key, textOf(value)] as const),
  ]);
  return [...merged].map(([key, value]) => ({ key, value }));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
