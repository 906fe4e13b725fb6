import { say, type Said } from "../../../runtime/text/said.ts";

/** What is said of a namespace in which nothing was found: it may be mistyped, and would look healthy. */
export function noFlowIn(namespace: string): Said {
  return say`No flow is in ${namespace} or below it: is the name right?`;
}
