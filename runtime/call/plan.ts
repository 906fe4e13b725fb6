import { SegmentError } from "../http-client/segment.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import { isObject } from "../json.ts";
import { forRelease } from "../per-line.ts";
import type { AnyOperation, RequestContext } from "../tool/definition.ts";
import { refuseRouteWords, RouteWordError } from "./route-words.ts";

/**
 * The request of an operation.
 * @throws InputError naming the argument that cannot stand in its path
 */
export function planOf(operation: AnyOperation, input: unknown, at: RequestContext): RequestPlan {
  const nameOf = (text: string): string | undefined =>
    Object.entries(isObject(input) ? input : {}).find(([, value]) => String(value) === text)?.[0];
  try {
    const made = operation.request(labelled(operation, input, at.labels), at);
    const plan = at.narrowed?.(made) ?? made;
    refuseRouteWords(plan, siblingsOf(operation, at.line));
    return plan;
  } catch (error) {
    if (error instanceof RouteWordError)
      throw new RouteWordError(error.words, error.route, error.words.map(nameOf));
    const name = error instanceof SegmentError ? nameOf(error.value) : undefined;
    throw error instanceof SegmentError && name !== undefined ? new SegmentError(error.value, name) : error;
  }
}

/** The arguments with labels that everything has which the call starts: they take the place of those that the agent gave. */
function labelled({ labels }: AnyOperation, input: unknown, added: RequestContext["labels"]): unknown {
  if (labels === undefined || added === undefined || !isObject(input)) return input;
  const { argument, form } = labels;
  const given = input[argument];
  if (form === "map") return { ...input, [argument]: { ...(isObject(given) ? given : {}), ...added } };
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  const kept = list.filter((one) => !(isObject(one) && Object.hasOwn(added, String(one.key))));
  const entries = Object.entries(added).map(([key, value]) => ({ key, value }));
  return { ...input, [argument]: [...kept, ...entries] };
}

function siblingsOf({ siblings = [] }: AnyOperation, line: string): readonly string[] {
  return isList(siblings) ? siblings : forRelease(line, siblings);
}

function isList(siblings: NonNullable<AnyOperation["siblings"]>): siblings is readonly string[] {
  return Array.isArray(siblings);
}
