import { nodeSignal, type Signal } from "../abort.ts";
import { createHost } from "./host.ts";
import { instanceOrNewest, knownOrNewest, type Found } from "./instance-or-newest.ts";
import { clientFor } from "./clients.ts";
import { setTimeout as wait } from "node:timers/promises";
import type { InstanceNeed } from "../tool/instance-need.ts";
import type { Session } from "./session.ts";
import { limits } from "../limits.ts";
import type { Context } from "../tool/context.ts";
import type { CallDeadline } from "./call-deadline.ts";
import { InputError, KestraError } from "../errors.ts";
import type { MethodContext } from "./handler.ts";
import { createOrigins } from "../kept/origins.ts";
import { nameOf } from "../http-client/wire.ts";
import { observeAll } from "../observe/observe-all.ts";
import { principalKey } from "../auth/principal-key.ts";
import { tellingOf } from "./request-facts.ts";
import { isWithin } from "../auth/bound.ts";
import { viewOf } from "../access/view-of.ts";
import { clientObserver, unwatched } from "./messages.ts";

/** How many times as long as one request the time is that a slow one leaves, for what is done with its answer. */
const slowReserve = 0.5;

/** How long a call that answers without Kestra waits to know it, in milliseconds; and where it did not answer before. */
const patience = { first: 5000, again: 1000 };

/**
 * What a call runs in; waits until the instance is known, where it must be. Where it need not be and none answers, each
 * request to Kestra fails at once, by the same error: steps go on without it, and have waited once.
 * @throws KestraError where it must be and none answers; InputError where it must be and no connection is active
 */
export async function toolContext(
  context: MethodContext,
  limit: CallDeadline,
  need: InstanceNeed,
): Promise<Context> {
  const { session, nowhere, progress, principal, tell, traceparent, requestId } = context;
  const { detector, clients, connection } = session;
  const { signal } = limit;
  const view = await viewOf(session.seen, principal);
  const origins = createOrigins();
  const observer =
    tell === undefined
      ? session.observer
      : observeAll([session.observer, clientObserver(tell, session.mask)], session.log);
  if (need === "known" && nowhere !== undefined) throw new InputError(nowhere);
  const { instance, failure } = await instanceFor(nowhere === undefined ? need : "none", session, signal);
  const away = nowhere === undefined ? failure : new InputError(nowhere);
  // What a stream told is of use only where there is time for another request after it.
  const streamUntil = Math.min(limit.at - connection.timeout, Date.now() + limits.streamTime);
  const slowUntil = limit.at - slowReserve * connection.timeout;
  const made: Context = {
    instance,
    tenant: connection.tenant,
    ui: `${connection.baseUrl}/ui/${encodeURIComponent(connection.tenant)}`,
    credentials: connection.credentials,
    mask: session.mask,
    signal,
    deadline: limit.at,
    principal,
    labels: session.acting === "operator" ? startedBy(principal) : undefined,
    now: () => new Date(),
    uuid: () => crypto.randomUUID(),
    async sleep(milliseconds) {
      await wait(milliseconds, undefined, { signal: nodeSignal(signal) }).catch(() => {
        signal.throwIfAborted();
      });
    },
    host: createHost(session, context, origins, view),
    progress,
    isWatched: progress !== unwatched,
    async send(plan, options) {
      const isKestra = plan.service === undefined;
      if (isKestra && away !== undefined) throw away;
      const begun = performance.now();
      const { method, service } = plan;
      const facts = { "http.request.method": method, "peer.service": service ?? "kestra" };
      const span = session.tracing?.begin(method, "client", facts, traceparent);
      const report = (outcome: { readonly status?: number; readonly failure?: unknown }) => {
        const ms = Math.round(performance.now() - begun);
        const { status } = outcome;
        const error = status === undefined ? "no answer" : status >= 400 ? String(status) : undefined;
        span?.end({ "http.response.status_code": status }, error);
        const request = () => nameOf(plan, connection.tenant);
        observer.request({ method, service, request, ...outcome, ms, principal, requestId });
      };
      try {
        const parent = span?.traceparent ?? traceparent;
        const traced =
          parent === undefined || !isKestra
            ? plan
            : { ...plan, headers: { ...plan.headers, traceparent: parent } };
        const { http } = clientFor(clients, plan);
        const answer = await http.send(traced, { signal, streamUntil, slowUntil, ...options });
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
  const permit = await permitFor(made, context);
  return permit === undefined ? made : { ...made, ...permit };
}

/**
 * What everything has that a user starts with the operator's credentials: Kestra does not know who it was. An address that the
 * identity provider did not verify may be anybody's.
 */
function startedBy({ user, subject }: Context["principal"]): Context["labels"] {
  return { "mcp.user": (user?.emailVerified === true ? user.email : undefined) ?? subject };
}

/** What looks at a call, of a caller who may not do all; loaded on first use. */
async function permitFor(
  made: Context,
  request: MethodContext,
): Promise<Pick<Context, "permit" | "narrowed" | "isTold"> | undefined> {
  const { session, principal } = request;
  const { permission } = principal;
  const { namespaces: bound } = session.config;
  if (permission === "all" && bound === undefined) return undefined;
  const { onFirstUse } = await import("../access/on-first-use.ts");
  const executions = await session.executions();
  const user = principalKey(principal);
  const namespaceOf = (id: string) => executions.of(id, { ...made, user });
  const permit = onFirstUse.permitOf(
    { permission, bound },
    namespaceOf,
    ({ tool, action }, reason, namespaces) => {
      const by = { observer: session.observer, ...tellingOf(request) };
      onFirstUse.tellDenied({ tool, action, namespaces, reason }, by);
    },
  );
  if (bound === undefined) return { permit };
  return {
    permit,
    narrowed: onFirstUse.narrowedBy(bound),
    isTold: (namespace) => isWithin(bound, namespace),
  };
}

async function instanceFor(need: InstanceNeed, session: Session, signal: Signal): Promise<Found> {
  const { detector } = session;
  if (need === "known") return { instance: await detector.instance(signal) };
  return need === "assumed" ? assumed(session) : knownOrNewest(session);
}

async function assumed(session: Session): Promise<Found> {
  const { detector, config } = session;
  const ms = detector.failure === undefined ? patience.first : patience.again;
  if (config.release === undefined) return instanceOrNewest(session, ms);
  // Its release is said, not whether it is there.
  detector.start();
  await detector.settle(ms);
  const found = await instanceOrNewest(session, ms);
  return detector.failure?.status === 0 ? { ...found, failure: detector.failure } : found;
}
