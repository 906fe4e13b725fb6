import type { PermittedEffect } from "../auth/permission.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import type { Whereabouts } from "./whereabouts.ts";

/** A behaviour, as far as roles ask about it, and how they call it. */
export interface Asked {
  readonly tool: string;
  /** Of a tool that is made of what the instance has, which roles know by its toolset alone. */
  readonly toolset?: string | undefined;
  readonly action?: string | undefined;
  readonly behaviour: {
    readonly effect: PermittedEffect;
    readonly where?: Whereabouts;
    /** It answers where no Kestra does, too. */
    readonly offline?: true;
  };
}

/**
 * Looks at a call whose arguments are right, before anything of it is sent.
 * @returns what looks at each of its requests; undefined where all may be sent
 * @throws InputError where the caller's roles, or the server's bound, do not allow it
 */
export type Permit = (asked: Asked, input: unknown) => Promise<RequestGuard | undefined>;

/**
 * Looks at one request of a call before it is sent: steps may ask for what no argument of theirs named.
 * @param where what tells which namespaces it is about @param input what it is made of
 * @throws KestraError 403 where the caller's roles do not allow it
 */
export type RequestGuard = (
  where: Whereabouts | undefined,
  input: unknown,
  plan: RequestPlan,
) => Promise<void>;
