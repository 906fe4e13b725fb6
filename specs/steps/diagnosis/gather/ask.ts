import { KestraError } from "../../../../runtime/errors.ts";
import { orNothing } from "../../or-nothing.ts";
import type { ErrorLine } from "../../execution/failure.ts";
import type { FoundTrigger } from "../../trigger/trigger-row.ts";
import type { LogFact } from "../failure-causes.ts";

type Rows = Promise<{ readonly results: readonly unknown[]; readonly total?: number | null | undefined }>;
type MaybeRows = Promise<{ readonly results?: readonly unknown[] | null | undefined }>;

/** A search of executions; dates are when they started. */
export interface ExecutionWish {
  readonly namespace?: string;
  /** A namespace and its children. */
  readonly within?: string;
  readonly flow_id?: string;
  readonly states?: string[];
  readonly parent?: string;
  readonly start_date?: string;
  readonly end_date?: string;
  readonly size?: number;
  readonly sort?: string[];
}

/** A search of lines from WARN on. */
export interface LineWish {
  readonly execution_id?: string;
  readonly namespace?: string;
  /** A namespace and its children. */
  readonly within?: string;
  readonly flow_id?: string;
  readonly start_date?: string;
  readonly end_date?: string;
  readonly size?: number;
}

/** The requests of a diagnosis. Those of Enterprise are asked for there alone. */
export interface Ask {
  readonly execution: (given: { readonly execution_id: string }) => Promise<unknown>;
  readonly runs: (given: { readonly execution_id: string }) => Promise<{ readonly taskRunList?: unknown }>;
  readonly errors: (given: { readonly execution_ids: string[]; readonly size: number }) => Promise<{
    readonly results: readonly ErrorLine[];
  }>;
  readonly lines: (given: LineWish) => Promise<{ readonly results: readonly LogFact[] }>;
  readonly flow: (given: {
    readonly namespace: string;
    readonly flow_id: string;
    readonly revision?: number;
  }) => Promise<unknown>;
  readonly executions: (given: ExecutionWish) => Rows;
  readonly flows: (given: { readonly namespace: string; readonly size: number }) => Promise<{
    readonly total?: number | null | undefined;
  }>;
  /** From 2.0 on. */
  readonly loops: (given: { readonly parent: string; readonly kind: string; readonly size: number }) => Rows;
  readonly triggers: (given: {
    readonly namespace?: string;
    readonly within?: string;
    readonly flow_id?: string;
    readonly size: number;
  }) => Promise<{ readonly results: readonly FoundTrigger[]; readonly total: number }>;
  /** From 1.3 on. */
  readonly limits: (given: Record<string, never>) => Rows;
  readonly configuration: (given: Record<string, never>) => Promise<unknown>;
  readonly services: (given: Record<string, never>) => Rows;
  readonly groups: (given: Record<string, never>) => MaybeRows;
  /** Up to 1.3. */
  readonly group: (given: { readonly group: string }) => Promise<{ readonly workers?: unknown }>;
  /** From 2.0 on, like what follows but the last two. */
  readonly queues: (given: Record<string, never>) => MaybeRows;
  readonly capacity: (given: { readonly group: string }) => Promise<{ readonly subscriptions?: unknown }>;
  readonly workers: (given: { readonly group: string }) => MaybeRows;
  readonly quotas: (given: Record<string, never>) => Rows;
  readonly tenant: (given: { readonly tenant: string }) => Promise<unknown>;
  readonly namespace: (given: { readonly namespace: string }) => Promise<unknown>;
  readonly audit: (given: { readonly execution_id: string }) => Rows;
}

/** What a diagnosis runs in. */
export interface Setting {
  readonly now: number;
  readonly line: string;
  /** The major number of the line. */
  readonly major: number;
  readonly hasLimits: boolean;
  readonly isEnterprise: boolean;
  readonly mask: (text: string) => string;
}

/** Requests that one diagnosis makes at most. */
export const mostRequests = 12;

/** Asks for what a diagnosis can do without, and keeps in words what it did not get. */
export interface Looking {
  /** @param what in words, such as `The flow` */
  readonly look: <Answer>(what: string, read: () => Promise<Answer>) => Promise<Answer | undefined>;
  /** Why something is not known. */
  readonly unknown: string[];
}

export function looking(): Looking {
  const unknown: string[] = [];
  return {
    unknown,
    async look(what, read) {
      let why = "Kestra did not tell, or tells it otherwise";
      const answer = await orNothing(() =>
        read().catch((error: unknown) => {
          if (error instanceof KestraError && error.isWithheld)
            why = "only some namespaces may be looked at here";
          throw error;
        }),
      );
      if (answer === undefined) unknown.push(`${what}: ${why}.`);
      return answer;
    },
  };
}
