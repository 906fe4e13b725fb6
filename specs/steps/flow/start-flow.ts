import { KestraError } from "../../../runtime/errors.ts";
import type { Json } from "../../../runtime/json.ts";
import type { StepContext } from "../../../runtime/tool/definition.ts";
import { refuseDeleted, type FlowTraces } from "./deleted-flow.ts";
import type { CheckedInput } from "./checked-inputs.ts";
import { refuseFaults } from "./flow-inputs.ts";
import { executionProgress } from "../execution/execution-progress.ts";
import { stateOf } from "../execution/execution-state.ts";
import { followed, type Follow, type Followed } from "../execution/followed-execution.ts";
import { asStarted, startFailure } from "../execution/started-execution.ts";

/** What is started. */
interface Start {
  readonly namespace: string;
  readonly flow_id: string;
  readonly revision?: number | undefined;
  readonly inputs?: Record<string, Json> | undefined;
}

interface StartCalls<Given extends Start, Created> extends FlowTraces {
  readonly validate: (given: {
    namespace: string;
    flow_id: string;
    revision?: number | undefined;
    inputs: Record<string, Json>;
  }) => Promise<{ readonly inputs?: readonly CheckedInput[] | null | undefined }>;
  readonly create: (given: Given) => Promise<Created>;
}

/**
 * Starts an execution. Kestra runs a deleted flow too, drops an input that it does not know, takes any text for a false, and
 * does not always name the one that it refuses: all that is checked first.
 * @throws InputError for what is not started; KestraError
 */
export async function startChecked<Given extends Start, Created>(
  flow: Given,
  kestra: StartCalls<Given, Created>,
): Promise<Created> {
  const { namespace, flow_id, revision, inputs = {} } = flow;
  const check = () => refuseFaults(inputs, () => kestra.validate({ namespace, flow_id, revision, inputs }));
  await Promise.all([
    refuseDeleted({ namespace, flow_id }, kestra),
    Object.keys(inputs).length > 0 ? check() : undefined,
  ]);
  return kestra.create(flow).catch(async (error: unknown) => {
    if (error instanceof KestraError && error.status === 422) await check();
    throw startFailure(error);
  });
}

type Started = Parameters<typeof asStarted>[0] & {
  readonly id: string;
  readonly state: unknown;
  readonly url?: string | null | undefined;
};

interface FollowCalls<Created> {
  readonly execution: (given: { execution_id: string }) => Promise<Omit<Created, "url">>;
  readonly follow: (
    given: { execution_id: string },
    options: Parameters<Follow<never>["follow"]>[0],
  ) => ReturnType<Follow<never>["follow"]>;
  readonly last: (given: {
    execution_id: string;
    min_level: "INFO";
  }) => Promise<{ readonly message?: string | null | undefined }>;
}

/** Follows an execution that was started, to its end where that comes in time, and tells its progress. */
export async function followStarted<Created extends Started>(
  created: Created,
  kestra: FollowCalls<Created>,
  context: Pick<StepContext, "now" | "progress" | "isWatched" | "mask" | "sleep">,
): Promise<Followed<Created>> {
  const execution_id = created.id;
  return followed(created, {
    read: async () => asStarted(await kestra.execution({ execution_id }), created) as unknown as Created,
    follow: (options) => kestra.follow({ execution_id }, options),
    progress: executionProgress(context, stateOf(created.state), () =>
      kestra.last({ execution_id, min_level: "INFO" }),
    ),
    sleep: context.sleep,
  });
}
