import { createHost } from "./host.ts";
import { instanceOrNewest } from "./instance-or-newest.ts";
import { clientFor } from "./clients.ts";
import { setTimeout as wait } from "node:timers/promises";
import type { InstanceNeed } from "../call/call.ts";
import type { Instance } from "../kestra/instance.ts";
import { newestLine } from "../kestra/release.ts";
import type { Session } from "./session.ts";
import { limits } from "../limits.ts";
import type { Context } from "../tool/context.ts";
import { clientObserver } from "./client-observer.ts";
import type { CallDeadline } from "./call-deadline.ts";
import { InputError, KestraError } from "../errors.ts";
import type { MethodContext } from "./handler.ts";
import { createOrigins } from "../kept/origins.ts";
import { nameOf } from "../http-client/wire.ts";
import { observeAll } from "../observe/observe-all.ts";
import { unwatched } from "./messages.ts";

/** How many times as long as one request the time is that a slow one leaves, for what is done with its answer. */
const slowReserve = 0.5;

/** How long a call that answers without Kestra waits to know it, in milliseconds. */
const patience = 5000;

/**
 * What a call runs in; waits until the instance is known, where it must be.
 * @throws KestraError where it must be and none answers
 */
export async function toolContext(
  context: MethodContext,
  limit: CallDeadline,
  need: InstanceNeed,
): Promise<Context> {
  const { session, nowhere, progress, principal, tell, traceparent, requestId } = context;
  const { detector, clients, connection } = session;
  const { signal } = limit;
  const client = tell === undefined ? [] : [clientObserver(tell, session.mask)];
  const origins = createOrigins();
  const observer = observeAll([session.observer, ...client], session.log);
  const instance = await instanceFor(nowhere === undefined ? need : "none", session, signal);
  // What a stream told is of use only where there is time for another request after it.
  const streamUntil = Math.min(limit.at - connection.timeout, Date.now() + limits.streamTime);
  const slowUntil = limit.at - slowReserve * connection.timeout;
  return {
    instance,
    tenant: connection.tenant,
    ui: `${connection.baseUrl}/ui/${encodeURIComponent(connection.tenant)}`,
    credentials: connection.credentials,
    mask: session.mask,
    signal,
    deadline: limit.at,
    principal,
    now: () => new Date(),
    uuid: () => crypto.randomUUID(),
    async sleep(milliseconds) {
      await wait(milliseconds, undefined, { signal }).catch(() => {
        signal.throwIfAborted();
      });
    },
    host: createHost(session, context, origins),
    progress,
    isWatched: progress !== unwatched,
    async send(plan, options) {
      if (nowhere !== undefined && plan.service === undefined) throw new InputError(nowhere);
      const begun = performance.now();
      const isKestra = plan.service === undefined;
      const report = (outcome: { readonly status?: number; readonly failure?: unknown }) => {
        const ms = Math.round(performance.now() - begun);
        const request = nameOf(plan, connection.tenant);
        observer.request({ method: plan.method, request, ...outcome, ms, principal, requestId });
      };
      try {
        const traced =
          traceparent === undefined || !isKestra
            ? plan
            : { ...plan, headers: { ...plan.headers, traceparent } };
        const { http } = clientFor(clients, plan);
        const answer = await http.send(traced, { ...options, signal, streamUntil, slowUntil });
        report({ status: answer.status });
        if (answer.kept !== undefined && plan.service !== undefined) origins.note(plan.service, answer.kept);
        return answer;
      } catch (error) {
        report({ failure: error });
        if (isKestra && error instanceof KestraError && error.status === 0 && !signal.aborted)
          detector.doubt();
        throw error;
      }
    },
  };
}

async function instanceFor(need: InstanceNeed, session: Session, signal: AbortSignal): Promise<Instance> {
  const { detector, compiled } = session;
  if (need === "known") return detector.instance(signal);
  if (need === "assumed") return (await instanceOrNewest(session, patience)).instance;
  const { known } = detector;
  return { ...known, line: known.line ?? newestLine(compiled.lines) };
}
