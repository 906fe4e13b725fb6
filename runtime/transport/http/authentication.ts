import type { Follow } from "../../auth/follow.ts";
import type { Authenticate } from "../../auth/authenticate.ts";
import { say } from "../../text/said.ts";
import type { Admit } from "./checks/admit.ts";
import type { Trouble } from "./routes/readiness.ts";
import type { HttpRoute } from "./routes/route.ts";

/** A way of proving who calls, with all that it serves and keeps. */
export interface Authentication {
  readonly authenticate: Authenticate;
  /** Absent: results say what their caller may not do. */
  readonly admit?: Admit;
  /** What becomes of callers while they are served; absent: nothing does. */
  readonly follow?: Follow | undefined;
  /** What is served besides, such as the endpoints of an authorization server. Each is asked for by our name, and while we run. */
  readonly routes: readonly HttpRoute[];
  /** Why nobody can log in at this time: `the identity provider was not found`; undefined where they can. */
  readonly trouble?: () => Promise<Trouble | undefined>;
  /** What is under way is done first. */
  close(): Promise<void>;
}

/** The trouble that whoever vouches for users is not found. @param reason for strangers @param why for the operator */
export function notFound(
  reason: string,
  why: () => Promise<string | undefined>,
): NonNullable<Authentication["trouble"]> {
  return async () => {
    const told = await why();
    return told === undefined ? undefined : { reason, said: say`${told}` };
  };
}
