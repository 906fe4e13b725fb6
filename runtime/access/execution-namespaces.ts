import { InputError } from "../errors.ts";
import { isObject } from "../json.ts";
import { parseAnswer } from "../json/foreign-json.ts";
import { limits } from "../limits.ts";
import { nameOf } from "../http-client/wire.ts";
import { path } from "../compiled/request.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import { isGood } from "../http-client/status.ts";
import { refusal } from "../kestra/refusal.ts";
import type { Context } from "../tool/context.ts";
import { say } from "../text/said.ts";

/** Who asks for the namespace of an execution, and how. */
export interface ExecutionAsker extends Pick<
  Context,
  "send" | "tenant" | "now" | "credentials" | "instance"
> {
  /** The same for each request of one user, and of no two. */
  readonly user: string;
}

/** The namespaces of executions, as Kestra told them each user. */
export interface ExecutionNamespaces {
  /** @throws InputError where there is no such execution; KestraError where Kestra does not say */
  of(id: string, asking: ExecutionAsker): Promise<string>;
}

interface Kept {
  /** Asked once by all who wait for it. */
  readonly namespace: Promise<string>;
  /** In milliseconds since 1970. */
  readonly until: number;
}

/** What is known of executions, for a minute each. */
export function createExecutionNamespaces(): ExecutionNamespaces {
  const known = new Map<string, Kept>();
  return {
    of(id, asking) {
      const key = JSON.stringify([asking.user, asking.tenant, id]);
      const now = asking.now().getTime();
      const kept = known.get(key);
      // Who asked first may have given up.
      if (kept !== undefined && kept.until > now) return kept.namespace.catch(() => ask(id, asking));
      const namespace = ask(id, asking);
      const asked = { namespace, until: now + limits.executionNamespaceTime };
      known.delete(key);
      known.set(key, asked);
      // What could not be told is asked again.
      namespace.catch(() => {
        if (known.get(key) === asked) known.delete(key);
      });
      for (const oldest of known.keys()) {
        if (known.size <= limits.executionNamespaces) break;
        known.delete(oldest);
      }
      return namespace;
    },
  };
}

async function ask(id: string, { send, tenant, credentials, instance }: ExecutionAsker): Promise<string> {
  const plan: RequestPlan = { method: "GET", path: path`/api/v1/{tenant}/executions/${id}` };
  const answer = await send(plan, { retry: true });
  if (answer.status === 404) throw new InputError(say`There is no execution ${id}.`);
  const value = isGood(answer.status) ? parseAnswer(answer.text) : undefined;
  if (isObject(value) && value.id === id && typeof value.namespace === "string") return value.namespace;
  throw refusal(nameOf(plan, tenant), answer, { credentials, instance });
}
