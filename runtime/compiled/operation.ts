import type { z, ZodType } from "zod";
import { lazy } from "../lazy.ts";
import type { Method } from "../network/wire-request.ts";
import type { Host } from "../tool/host.ts";
import { strongest } from "../tool/effect.ts";
import type {
  Calls,
  Composite,
  Effect,
  Operation,
  Operations,
  Read,
  Request,
  RequestContext,
  StepContext,
} from "../tool/definition.ts";

/** What of an operation does not follow from the rest of it. */
interface Written<Schema extends ZodType, Reads> extends Omit<
  Operation<z.output<Schema>, object>,
  "idempotent" | "services" | "input" | "request" | "read"
> {
  /** That it asks; absent: Kestra. */
  readonly service?: string;
  readonly method: Method;
  /** Makes the schema of the arguments, which is done once, on first use. */
  readonly input: () => Schema;
  readonly request: (input: z.output<Schema>, at: RequestContext) => Request;
  readonly read: Reads;
}

/** As `Operation`, with the types that its calls have: of the arguments before their defaults, and of what is read. */
interface TypedOperation<Schema extends ZodType, Reads> extends Omit<
  Operation<z.output<Schema>, object>,
  "input" | "read"
> {
  readonly input: () => Schema;
  readonly read: Reads;
}

/**
 * An operation whole: its request has its service and its method, from which follows whether doing it twice is the same as once. What it
 * reads is one thing, or another on each line.
 */
export function operation<Schema extends ZodType, Output extends object>(
  written: Written<Schema, Read<z.output<Schema>, Output>>,
): TypedOperation<Schema, Read<z.output<Schema>, Output>>;
export function operation<Schema extends ZodType, Outputs extends Readonly<Record<string, object>>>(
  written: Written<Schema, ReadsOf<Schema, Outputs>>,
): TypedOperation<Schema, ReadsOf<Schema, Outputs>>;
export function operation<Schema extends ZodType, Reads>({
  service,
  method,
  input,
  request,
  ...rest
}: Written<Schema, Reads>): TypedOperation<Schema, Reads> {
  const sends =
    service === undefined
      ? (made: Request) => ({ method, ...made })
      : (made: Request) => ({ service, method, ...made });
  return {
    ...rest,
    ...(service === undefined ? {} : { services: [service] }),
    idempotent: method === "GET" || method === "PUT" || method === "DELETE",
    input: lazy(input),
    request: (values, at) => sends(request(values, at)),
  };
}

type ReadsOf<Schema extends ZodType, Outputs> = {
  readonly [Line in keyof Outputs]: Read<z.output<Schema>, Outputs[Line]>;
};

/** What of a composite does not follow from its calls. */
interface WrittenComposite<Schema extends ZodType, Own extends Operations> extends Pick<
  Composite<unknown, unknown, unknown>,
  "limit" | "bare" | "uses" | "offline" | "links" | "where" | "ours"
> {
  /** Where it is more than that of its strongest call. */
  readonly effect?: Effect;
  readonly input: () => Schema;
  readonly calls: Own;
}

/** A composite whole: its effect is that of its strongest call, it can be used where its first call can. */
export function composite<Schema extends ZodType, Own extends Operations, Output>(
  written: WrittenComposite<Schema, Own> & {
    readonly steps: (
      input: z.output<Schema>,
      kestra: Calls<Own>,
      context: StepContext & Host,
    ) => Promise<Output>;
  },
): Composite<z.output<Schema>, Output, Calls<Own>> {
  const calls = Object.values(written.calls);
  const { lines, edition } = calls[0] ?? {};
  const services = [...new Set(calls.flatMap((call) => call.services ?? []))];
  return {
    effect: strongest(calls.map(({ effect }) => effect)),
    idempotent: calls.every(({ idempotent }) => idempotent),
    ...(lines === undefined ? {} : { lines }),
    ...(edition === undefined ? {} : { edition }),
    ...(services.length === 0 ? {} : { services }),
    ...written,
    input: lazy(written.input as () => ZodType<z.output<Schema>>),
  };
}
