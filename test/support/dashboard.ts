/** A row of a list on the dashboard. */
export interface Row {
  readonly id: string;
  readonly flow: string;
  readonly failed: number;
  readonly reason: string;
  readonly problem: string;
}

/** A list of the dashboard with what stands beside it. */
interface List {
  readonly total: number;
  readonly oldest: readonly Row[];
  readonly longest: readonly Row[];
  readonly top: readonly Row[];
  readonly problems: readonly Row[];
  readonly flows: unknown;
  readonly rest?: string;
  readonly note?: string;
}

/** What `get_dashboard` answers, by the names that tests read. It promises nothing, like `Data`. */
export interface Dashboard {
  readonly summary: string;
  readonly from: string;
  readonly to: string;
  readonly executions: { readonly total: number; readonly byState: Readonly<Record<string, number>> };
  readonly failures: List;
  readonly waiting: List;
  readonly running: List;
  readonly paused: List;
  readonly limits: List;
  readonly triggers: List;
  readonly next: List;
  readonly workers: List;
  readonly switches?: readonly string[];
  readonly quotas?: unknown;
  readonly unknown?: readonly string[];
}
