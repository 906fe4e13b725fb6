import type { Observer } from "../observe/observer.ts";
import { foreign, say } from "../text/said.ts";
import type { BoundedFetch } from "./bounded-fetch.ts";

/**
 * A fetch of which observers hear: what was asked, without its query, how long it took, and what came of it.
 * @param service as metrics name whom it asks
 */
export function observedFetch(
  fetch: BoundedFetch,
  service: string,
  observer: Required<Pick<Observer, "request">>,
): BoundedFetch {
  return async (url, asked = {}) => {
    const begun = performance.now();
    const { method = "GET" } = asked;
    const { origin, pathname } = new URL(url);
    const request = () => say`${foreign(method)} ${foreign(origin + pathname)}`;
    const tell = (outcome: { readonly status: number } | { readonly failure: unknown }) => {
      observer.request({ service, method, request, ...outcome, ms: Math.round(performance.now() - begun) });
    };
    try {
      const answer = await fetch(url, asked);
      tell({ status: answer.status });
      return answer;
    } catch (failure) {
      tell({ failure });
      throw failure;
    }
  };
}
