import type { Check, Visit } from "../checks/check.ts";

/** A row of the table of what is served over HTTP. */
export interface HttpRoute {
  /** In the log: the path, where there is one alone. */
  readonly name: string;
  /** Whether a path is its own. Of several routes the first counts. */
  readonly matches: (path: string) => boolean;
  /** In their order; then the method is looked at. */
  readonly checks: readonly Check[];
  /** Whether any web page may ask: it finds nothing here that its visitor alone has. Absent: our own pages, and those that the operator named. */
  readonly isForAnyPage?: true;
  /** Whether it does what a call of a tool does: then who asks must prove who they are, and it counts as a call of theirs. */
  readonly isCall?: true;
  /** Absent: any. */
  readonly methods?: readonly string[];
  /** Settles when the answer is written. @throws HttpRefusal */
  readonly serve: (visit: Visit) => void | Promise<void>;
}

/** A route of one path. */
export function at(path: string): Pick<HttpRoute, "name" | "matches"> {
  return { name: path, matches: (one) => one === path };
}
