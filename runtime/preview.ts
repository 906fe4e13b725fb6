import type { Context } from "./context.ts";
import { reaches } from "./reach.ts";
import type { RequestPlan } from "./request-plan.ts";
import { run } from "./run.ts";
import { isComposite, type Behaviour, type Effect } from "./tool-definition.ts";

/** What a call would do, as far as that is known before anything is sent. */
export interface Preview {
  /** The requests that are made before any is answered: one, unless steps start several at once. */
  readonly requests: readonly RequestPlan[];
  /** The other calls that steps have on this instance: whether they follow depends on the answers. */
  readonly others: readonly { readonly name: string; readonly effect: Effect }[];
}

/**
 * Carries a behaviour out up to its first answer, which never comes.
 * @throws InputError where no request can be made of the input
 */
export async function preview(
  behaviour: Behaviour,
  input: unknown,
  context: Pick<Context, "instance" | "tenant">,
): Promise<Preview> {
  const asked: string[] = [];
  const requests: RequestPlan[] = [];
  await new Promise<void>((resolve, reject) => {
    const unanswered: Context = {
      ...{ instance: context.instance, tenant: context.tenant },
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
  const others = callsOf(behaviour, context).filter(({ name }) => !asked.includes(name));
  return { requests, others };
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

function callsOf(behaviour: Behaviour, { instance }: Pick<Context, "instance">): Preview["others"] {
  if (!isComposite(behaviour)) return [];
  return Object.entries(behaviour.calls)
    .filter(([, operation]) => reaches(operation, instance))
    .map(([name, { effect }]) => ({ name, effect }));
}
