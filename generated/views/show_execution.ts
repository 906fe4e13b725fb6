// Generated from specs/execution/show_execution.yaml by `npm run generate`. Do not edit.

/** What a result of show_execution holds under `structuredContent`. */
export interface Output {
  readonly summary: string;
  readonly executionId: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly revision?: number | null | undefined;
  readonly state: string;
  readonly isEnded: boolean;
  readonly startDate?: string | null | undefined;
  readonly endDate?: string | null | undefined;
  readonly seconds?: number | null | undefined;
  readonly taskRuns: readonly {
    readonly task: string;
    readonly depth?: number | null | undefined;
    readonly value?: string | null | undefined;
    readonly iteration?: number | null | undefined;
    readonly state: string;
    readonly at?: number | null | undefined;
    readonly waited?: number | null | undefined;
    readonly seconds?: number | null | undefined;
    readonly attempts?:
      | readonly {
          readonly state: string;
          readonly at?: number | null | undefined;
          readonly seconds?: number | null | undefined;
        }[]
      | null
      | undefined;
    readonly id?: string | null | undefined;
    readonly executionId?: string | null | undefined;
    readonly flow?: string | null | undefined;
  }[];
  readonly states: readonly { readonly state: string; readonly at: number }[];
  readonly failure?:
    | {
        readonly taskId?: string | null | undefined;
        readonly taskRunId?: string | null | undefined;
        readonly executionId?: string | null | undefined;
        readonly message: string;
        readonly lines: readonly {
          readonly time: string;
          readonly level: string;
          readonly message: string;
          readonly attempt?: number | null | undefined;
        }[];
      }
    | null
    | undefined;
  readonly url?: string | null | undefined;
  readonly unknown?: readonly string[] | null | undefined;
  readonly truncated?: string | null | undefined;
}
