import { nobody } from "../../../runtime/auth/principal.ts";
import type { Context } from "../../../runtime/tool/context.ts";
import type { RequestPlan } from "../../../runtime/http-client/request-plan.ts";
import type { Answer } from "../../../runtime/http-client/answer.ts";

/** A context whose every request is answered at once. */
export function contextFor(answer: (plan: RequestPlan) => Answer): Context {
  return {
    instance: { line: "1.3" },
    tenant: "main",
    signal: new AbortController().signal,
    now: () => new Date(0),
    uuid: () => "u",
    principal: nobody,
    progress: () => undefined,
    mask: (text: string) => text,
    send: (plan) => Promise.resolve(answer(plan)),
  };
}
