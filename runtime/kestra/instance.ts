/** What is known of an instance so far: what is absent hides nothing. */
export type Known = Partial<Pick<Instance, "line" | "edition" | "version" | "isSetUp">>;

/** What is known of the Kestra behind a connection. `line` is the release line whose contract is used. */
export interface Instance {
  readonly line: string;
  /** Undefined while it cannot be known. */
  readonly edition?: "oss" | "ee" | undefined;
  /** As Kestra tells it, such as `1.3.25`; undefined while it cannot be known. */
  readonly version?: string | undefined;
  /** False where it says that it has no user yet, so that it refuses everybody. */
  readonly isSetUp?: false | undefined;
}
