/** A flow as Kestra answers it, as far as a tool is made of it. */
export interface FlowRow {
  readonly id: string;
  readonly namespace: string;
  readonly description?: string | null | undefined;
  readonly disabled?: boolean | null | undefined;
  readonly deleted?: boolean | null | undefined;
  readonly inputs?: unknown;
  readonly triggers?: unknown;
}
