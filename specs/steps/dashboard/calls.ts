import type { FailureCalls } from "../execution/failure.ts";
import type { FoundTrigger } from "../trigger/trigger-row.ts";

type Rows<Row = unknown> = Promise<{
  readonly results: readonly Row[];
  readonly total?: number | null | undefined;
}>;
type MaybeRows = Promise<{ readonly results?: readonly unknown[] | null | undefined }>;

/** A search of executions; dates are when they started. */
export interface ExecutionWish {
  readonly namespace?: string;
  /** The namespace and its children. */
  readonly within?: string;
  readonly flow_id?: string;
  /** From 1.3 on. */
  readonly flow_ids?: string[];
  readonly states?: string[];
  readonly start_date?: string;
  readonly end_date?: string;
  readonly size: number;
  readonly sort: string[];
}

/** The requests of a dashboard. Those of Enterprise are asked for there alone. */
export interface Calls {
  readonly chart: (given: {
    readonly chart: string;
    readonly filters: Record<string, string>[];
    readonly page?: number;
    readonly size?: number;
  }) => Promise<{ readonly results: readonly Readonly<Record<string, unknown>>[]; readonly total: number }>;
  readonly executions: (given: ExecutionWish) => Rows;
  readonly runs: FailureCalls["execution"];
  readonly lines: FailureCalls["lines"];
  readonly triggers: (given: { readonly within?: string; readonly size: number }) => Rows<FoundTrigger>;
  /** From 1.3 on. */
  readonly limits: (given: Record<string, never>) => Rows;
  readonly flows: (given: { readonly namespace?: string; readonly size: number }) => Rows;
  readonly configuration: (given: Record<string, never>) => Promise<unknown>;
  readonly services: (given: Record<string, never>) => Rows;
  readonly groups: (given: Record<string, never>) => MaybeRows;
  /** From 2.0 on, like `quotas`. */
  readonly queues: (given: Record<string, never>) => MaybeRows;
  readonly quotas: (given: Record<string, never>) => Rows;
}

/** What a dashboard is made in. */
export interface Setting {
  readonly now: number;
  readonly line: string;
  readonly isEnterprise: boolean;
  readonly mask: (text: string) => string;
  /** Whether what lies in a namespace may be told; absent: all may be. */
  readonly isTold?: ((namespace: string) => boolean) | undefined;
}

/** Requests that one dashboard makes at most. */
export const mostRequests = 25;

/** Rows of each list at most. */
export const mostRows = 5;
