import { nobody } from "../auth/principal.ts";
import type { Context } from "../tool/context.ts";
import { foreseen, refuseUnreachable } from "./foreseen.ts";
import { isAvailable } from "../catalog/availability.ts";
import { isObject } from "../json.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import { run } from "./run.ts";
import { isComposite, type Behaviour, type Effect } from "../tool/definition.ts";

/** What a call would do, as far as that is known before anything is sent. */
export interface Preview {
  /** The requests that are made before any is answered: one, unless steps start several at once. */
  readonly requests: readonly RequestPlan[];
  /** The other calls that steps have on this instance: whether they follow depends on the answers. */
  readonly others: readonly OtherCall[];
}

export interface OtherCall {
  readonly name: string;
  readonly effect: Effect;
  /** Of one that changes something what it sends, as far as the arguments say it; absent where they do not say enough. */
  readonly request?: RequestPlan;
}

/**
 * Carries a behaviour out up to its first answer, which never comes.
 * @throws InputError where no request can be made of the input
 */
export async function preview(
  behaviour: Behaviour,
  input: unknown,
  context: Pick<Context, "instance" | "tenant" | "narrowed">,
): Promise<Preview> {
  refuseUnreachable(behaviour, input, context.instance);
  // What steps do besides asking Kestra would be done, not shown.
  if (behaviour.uses !== undefined) return { requests: [], others: othersOf(behaviour, [], input, context) };
  const asked: string[] = [];
  const requests: RequestPlan[] = [];
  await new Promise<void>((resolve, reject) => {
    const unanswered: Context = {
      ...{ instance: context.instance, tenant: context.tenant },
      ...(context.narrowed && { narrowed: context.narrowed }),
      principal: nobody,
      mask: (text) => text,
      signal: new AbortController().signal,
      now: () => new Date(),
      uuid: () => crypto.randomUUID(),
      progress: () => undefined,
      send: (plan) => {
        requests.push(plan);
        // What steps start together is asked for before this. The refusal lets go of what waits for the answer.
        return new Promise((_, refuse) => {
          setImmediate(() => {
            resolve();
            refuse(new Error("A preview has no answer."));
          });
        });
      },
    };
    run(noting(behaviour, asked), input, unanswered).then(() => {
      resolve();
    }, reject);
  });
  return { requests, others: othersOf(behaviour, asked, input, context) };
}

/** The behaviour, whose calls write their names down when their requests are made. */
function noting(behaviour: Behaviour, asked: string[]): Behaviour {
  if (!isComposite(behaviour)) return behaviour;
  const calls = Object.entries(behaviour.calls).map(([name, operation]) => {
    const request: typeof operation.request = (input, at) => {
      asked.push(name);
      return operation.request(input, at);
    };
    return [name, { ...operation, request }] as const;
  });
  return { ...behaviour, calls: Object.fromEntries(calls) };
}

function othersOf(
  behaviour: Behaviour,
  asked: readonly string[],
  input: unknown,
  { instance }: Pick<Context, "instance">,
): Preview["others"] {
  if (!isComposite(behaviour)) return [];
  return Object.entries(behaviour.calls)
    .filter(([name, operation]) => !asked.includes(name) && isAvailable(operation, instance))
    .map(([name, operation]) => {
      const { effect } = operation;
      const request =
        effect === "read" ? undefined : foreseen(operation, isObject(input) ? input : {}, instance);
      return { name, effect, ...(request === undefined ? {} : { request }) };
    });
}
