// Generated from specs/flow/show_flow.yaml by `npm run generate`. Do not edit.

/** What a result of show_flow holds under `structuredContent`. */
export interface Output {
  readonly summary: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly revision?: number | null | undefined;
  readonly isSetToRun: boolean;
  readonly tasks: readonly {
    readonly id: string;
    readonly type: string;
    readonly depth?: number | null | undefined;
    readonly branch?: string | null | undefined;
    readonly kind?: string | null | undefined;
    readonly when?: string | null | undefined;
    readonly after?: readonly string[] | null | undefined;
    readonly flow?: string | null | undefined;
    readonly retries?: boolean | null | undefined;
    readonly disabled?: boolean | null | undefined;
    readonly state?: string | null | undefined;
    readonly runs?: number | null | undefined;
    readonly seconds?: number | null | undefined;
  }[];
  readonly triggers: readonly {
    readonly id: string;
    readonly type: string;
    readonly disabled: boolean;
    readonly state?: string | null | undefined;
    readonly nextDate?: string | null | undefined;
    readonly cron?: string | null | undefined;
  }[];
  readonly executions: readonly {
    readonly id: string;
    readonly state: string;
    readonly startDate?: string | null | undefined;
    readonly seconds?: number | null | undefined;
    readonly revision?: number | null | undefined;
  }[];
  readonly url?: string | null | undefined;
  readonly unknown?: readonly string[] | null | undefined;
  readonly truncated?: string | null | undefined;
}
