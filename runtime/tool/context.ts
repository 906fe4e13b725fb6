import type { Signal } from "../abort.ts";
import type { Host } from "./host.ts";
import type { Credentials } from "../network/connection.ts";
import type { Permit, RequestGuard } from "./permit.ts";
import type { Principal } from "../auth/principal.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import type { SendOptions, Answer } from "../http-client/answer.ts";
import type { Instance } from "../kestra/instance.ts";

/** What a call runs in: who it is for, how it reaches Kestra, and when it must stop. Never kept between calls. */
export interface Context {
  readonly instance: Instance;
  /** Of the connection: what `{tenant}` in a path stands for. */
  readonly tenant: string;
  /** Where people see the tenant: `http://host/ui/main`. Absent: results have no links. */
  readonly ui?: string;
  /** Aborts on cancellation by the client and when the call's deadline has passed. */
  readonly signal: Signal;
  /** When the whole call must be done, in milliseconds since 1970; absent where nothing limits it. */
  readonly deadline?: number;
  /** Who called: what may depend on it is what is allowed, never to whom a session or a bound belongs. */
  readonly principal: Principal;
  /** Of the connection, for an error to name the variables that they came in. */
  readonly credentials?: Credentials;
  /** Looks at the call; absent where its caller may do all. */
  readonly permit?: Permit;
  /** Looks at each of its requests; absent where all may be sent. */
  readonly guard?: RequestGuard;
  /** What is sent in place of a request, so that a search stays within the server's bound; absent: what was asked for. */
  readonly narrowed?: (plan: RequestPlan) => RequestPlan;
  /** Whether what lies in a namespace may be told, of rows that Kestra gives of all; absent: all may be. */
  readonly isTold?: (namespace: string) => boolean;
  /** Takes credentials out of what is foreign in a sentence, for what is told in a result or as progress. */
  readonly mask: (foreign: string) => string;
  /** Labels of all that the call starts; absent: none but those of its arguments. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Injected, so that a test decides what time it is. */
  readonly now: () => Date;
  readonly uuid: () => string;
  /** Waits, in milliseconds; rejects where the call is over before. Absent: no time passes. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** Tells the client how far the call is, where it gave a progress token; otherwise does nothing. */
  readonly progress: (done: number, total?: number, message?: string) => void;
  /** Whether anybody is told of progress; absent: nobody is known to be. */
  readonly isWatched?: boolean;
  /** Whether what is named is wanted as it is, to be read as a resource; absent: what of it serves an agent. */
  readonly isWhole?: boolean;
  /** What steps may use besides Kestra, as far as the server has it; absent where nothing may be done, as in a preview. */
  readonly host?: Partial<Host>;
  /**
   * Sends one request.
   * @param retry whether it may be sent again after a connection error, and a status that may pass.
   * @throws KestraError where there is no answer. An answer of any status but a redirect is returned.
   */
  readonly send: (plan: RequestPlan, options: SendOptions) => Promise<Answer>;
}
