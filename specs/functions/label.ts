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
