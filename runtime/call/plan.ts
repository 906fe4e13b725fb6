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
    const plan = operation.request(input, at);
    refuseRouteWords(plan, siblingsOf(operation, at.line));
    return plan;
  } catch (error) {
    if (error instanceof RouteWordError)
      throw new RouteWordError(error.words, error.route, error.words.map(nameOf));
    const name = error instanceof SegmentError ? nameOf(error.value) : undefined;
    throw error instanceof SegmentError && name !== undefined ? new SegmentError(error.value, name) : error;
  }
}

function siblingsOf({ siblings = [] }: AnyOperation, line: string): readonly string[] {
  return isList(siblings) ? siblings : forRelease(line, siblings);
}

function isList(siblings: NonNullable<AnyOperation["siblings"]>): siblings is readonly string[] {
  return Array.isArray(siblings);
}
