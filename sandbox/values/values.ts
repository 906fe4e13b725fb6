/** A map of whatever JSON or YAML holds. */
export type Values = Readonly<Record<string, unknown>>;

export interface Label {
  readonly key: string;
  readonly value: string;
}
