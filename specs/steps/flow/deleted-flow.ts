import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import { orNothing } from "../or-nothing.ts";

interface FlowId {
  readonly namespace: string;
  readonly flow_id: string;
}

/** The call that tells what became of a flow: the flow, also a deleted one; nothing of one that never was. */
export interface FlowTraces {
  readonly flow: (input: FlowId) => Promise<Trace>;
}

/** What is left of a flow that was deleted. */
interface Trace {
  readonly deleted?: boolean | null | undefined;
  readonly revision?: number | null | undefined;
}

/** The call that tells whose an execution is; nothing of one that is not there. */
export interface Owners {
  readonly owner: (input: { readonly execution_id: string }) => Promise<{
    readonly namespace?: string | null | undefined;
    readonly flowId?: string | null | undefined;
  }>;
}

/**
 * Refuses what would run a deleted flow, which Kestra runs all the same. What cannot be looked at is left to the start
 * itself.
 * @returns the newest revision; undefined where it is not told
 * @throws InputError naming the flow, and the revision as which it was deleted: of the date Kestra keeps no trace
 */
export async function refuseDeleted(of: FlowId, kestra: FlowTraces): Promise<number | undefined> {
  const { namespace, flow_id } = of;
  const found = (await orNothing(() => kestra.flow({ namespace, flow_id }))) ?? {};
  refuseTrace(of, found);
  return found.revision ?? undefined;
}

/** As `refuseDeleted`, of a flow that was read. @throws InputError as `refuseDeleted` */
export function refuseTrace({ namespace, flow_id }: FlowId, { deleted, revision }: Trace): void {
  if (deleted !== true) return;
  const when =
    typeof revision !== "number" ? say`` : say`, as revision ${revision} (Kestra keeps no date of that)`;
  throw new InputError(
    say`Nothing was started: there is no flow ${namespace}/${flow_id} (404). It was deleted${when}. \`manage_flow\` with action list_revisions shows its YAML and when each revision was saved; \`create_flow_from_yaml\` makes it again.`,
  );
}

/** As `refuseDeleted`, of the flow that an execution is of. @throws InputError as `refuseDeleted` */
export async function refuseDeletedOf(execution_id: string, kestra: FlowTraces & Owners): Promise<void> {
  const { namespace, flowId } = (await orNothing(() => kestra.owner({ execution_id }))) ?? {};
  if (namespace && flowId) await refuseDeleted({ namespace, flow_id: flowId }, kestra);
}
