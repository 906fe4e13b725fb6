import { remembered } from "../text/remembered.ts";
import { InputError } from "../errors.ts";
import { decoded } from "../http-client/segment.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import { joined, own, say } from "../text/said.ts";

/** Arguments are words of another route: the request would do what that one does. */
export class RouteWordError extends InputError {
  readonly words: readonly string[];
  readonly route: string;

  /** @param names of the arguments that gave the words, where they are known */
  constructor(words: readonly string[], route: string, names: readonly (string | undefined)[] = []) {
    const named = words.map((word, i) => {
      const name = names[i];
      return say`${name === undefined ? say`` : say`${own(name)} `}${JSON.stringify(word)}`;
    });
    const are = words.length === 1 ? say`is a word` : say`are words`;
    super(
      say`${joined(named, " and ")} ${are} of another route of Kestra's, ${own(route)}, which the request would be sent to. Nothing of such an id or name can be reached here.`,
    );
    this.words = words;
    this.route = route;
  }
}

/**
 * Refuses a plan whose path another route would answer, since what an argument gave is a word of that route.
 * @param siblings the other routes of the method, as `/api/v1/{tenant}/executions/by-query`
 * @throws RouteWordError
 */
export function refuseRouteWords({ method, path }: RequestPlan, siblings: readonly string[]): void {
  if (siblings.length === 0) return;
  const segments = segmentsOf(path);
  for (const sibling of siblings) {
    const words = wordsIn(segments, wordsOf(sibling));
    if (words.length > 0) throw new RouteWordError(words, `${method} ${sibling}`);
  }
}

/** Of a route of the contract: there are a few hundred of them. */
const wordsOf = remembered((route): readonly string[] => route.split("/"), { most: 2000, longest: Infinity });

/** A part of a path between slashes. */
interface Segment {
  text: string;
  /** Whether an argument gave it, or some of it. */
  given: boolean;
}

function segmentsOf(path: RequestPlan["path"]): readonly Segment[] {
  const pieces = typeof path === "string" ? [{ text: path, own: false }] : path.pieces;
  let last: Segment = { text: "", given: false };
  const segments = [last];
  for (const { text, own } of pieces) {
    let isFirst = true;
    for (const part of text.split("/")) {
      if (!isFirst) segments.push((last = { text: "", given: false }));
      isFirst = false;
      last.text += part;
      last.given ||= !own && part !== "";
    }
  }
  return segments;
}

/** The values of arguments that are words of a route which answers the path; none where it does not. */
function wordsIn(segments: readonly Segment[], route: readonly string[]): readonly string[] {
  if (segments.length !== route.length) return [];
  const isWord = (i: number) => route[i]?.startsWith("{") !== true;
  for (const [i, { text, given }] of segments.entries())
    if (isWord(i) && (given ? asRead(text) : text) !== route[i]) return [];
  return segments.flatMap(({ text, given }, i) => (given && isWord(i) ? [decodeURIComponent(text)] : []));
}

/** As a server may read it that decodes more than once, and cuts off what follows a semicolon. */
function asRead(text: string): string {
  return decoded(text).replace(/;.*/s, "").trim();
}
