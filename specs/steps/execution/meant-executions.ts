import { InputError } from "../../../runtime/errors.ts";
import { own, say } from "../../../runtime/text/said.ts";
import { refuseDeleted, type FlowTraces } from "../flow/deleted-flow.ts";
import {
  newestExecution,
  type Context,
  type Flow,
  type Routes,
  type Told,
  type Wanted,
} from "./newest-execution.ts";

/** The executions that a call means, and what is to be said of them. */
export interface MeantExecutions {
  /** Each once, in the order in which they were first given. */
  readonly ids: readonly string[];
  /** The flow whose newest one is meant, where the call names none. */
  readonly newestOf?: Flow;
  /** Which was found, or were given more than once; absent where neither. */
  readonly message?: string;
}

/** How a call speaks of executions. */
interface Words {
  /** The argument that names them. */
  readonly instead: string;
  /** What becomes of each, such as `replayed`. */
  readonly verb: string;
  /** Such as `failed`: of which kind the newest is; absent for any. */
  readonly which?: string;
}

/**
 * The executions of these ids; where there are none the newest of a flow, which is looked for until it is sure.
 * @param kestra where `flow` is one of its calls, a flow without such an execution that was deleted is told as deleted
 * @throws InputError where neither executions nor a flow are named, and where the flow has no such execution
 */
export async function meantExecutions(
  given: readonly unknown[],
  wanted: { readonly [Key in keyof Wanted]?: Wanted[Key] | null | undefined },
  words: Words,
  kestra: Routes & Partial<FlowTraces>,
  context: Context,
): Promise<MeantExecutions> {
  if (given.length > 0) return eachOnce(given, words.verb);
  const { namespace, flow_id, state } = wanted;
  const { instead, verb, which = "" } = words;
  if (!namespace || !flow_id)
    throw new InputError(say`If ${own(instead)} is not provided, both namespace and flow_id are required.`);
  const flow = { namespace, flow_id };
  const found = await newestExecution(state ? { ...flow, state } : flow, kestra, context);
  if (found === undefined) {
    if (kestra.flow !== undefined) await refuseDeleted(flow, { flow: kestra.flow });
    const such = which === "" ? "executions" : `${which} executions`;
    throw new InputError(say`No ${own(such)} found for ${namespace}/${flow_id}.`);
  }
  const message = `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${named(found, flow, which)}.`;
  return { ids: [found.id], newestOf: flow, message };
}

function eachOnce(given: readonly unknown[], verb: string): MeantExecutions {
  const all = given.map(String);
  const ids = [...new Set(all)];
  const repeated = ids.filter((id) => all.indexOf(id) !== all.lastIndexOf(id));
  if (repeated.length === 0) return { ids };
  return { ids, message: `Given more than once, and ${verb} once: ${repeated.join(", ")}.` };
}

/** `execution 5xYz, the newest failed one of company.team/hello, which started at 2026-05-01T10:00:00Z`. */
function named({ id, startDate }: Told, { namespace, flow_id }: Flow, which: string): string {
  const started = startDate ? `, which started at ${startDate}` : "";
  return `execution ${id}, the newest ${which === "" ? "" : `${which} `}one of ${namespace}/${flow_id}${started}`;
}
