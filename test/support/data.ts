/**
 * What an answer of a tool may hold, by the names that tests read. It promises nothing: which of them are there is
 * what a test finds out.
 */
export interface Data {
  readonly id: string;
  readonly uid: string;
  readonly namespace: string;
  readonly revision: number;
  readonly source: string;
  readonly triggers: readonly Data[];
  readonly results: readonly Data[];
  readonly total: number;
  readonly found: boolean;
  readonly message: string;
  readonly matches: readonly Data[];
  readonly result: string;
  readonly state: { readonly current: string; readonly histories?: readonly { readonly state: string }[] };
  readonly labels: readonly { readonly key: string; readonly value: string }[];
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly taskRunList: readonly Data[];
  readonly flowRevision: number;
  readonly scheduleDate: string;
  readonly url: string;
  readonly key: string;
  readonly value: unknown;
  readonly creationDate: string;
  readonly expirationDate?: string | null;
  readonly attempts: readonly unknown[];
  readonly backfill?: unknown;
  readonly content: string;
  readonly count: number;
  readonly deleted: unknown;
  readonly disabled: unknown;
  readonly executionId: string;
  readonly metadata: unknown;
  readonly status: string;
  readonly type: string;
  readonly fileName: string;
  readonly encoding?: string;
  readonly truncated?: string;
  readonly note?: string;
}
