import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";

interface Trigger {
  readonly id?: string | null | undefined;
  readonly type?: string | null | undefined;
  readonly disabled?: boolean | null | undefined;
  /** Of its executions, by id. */
  readonly inputs?: unknown;
}

/** What Kestra keeps of a trigger besides its flow. */
export interface Kept {
  readonly tenantId?: string | null | undefined;
  readonly triggerId?: string | null | undefined;
  readonly disabled?: boolean | null | undefined;
  readonly backfill?: unknown;
}

/** How often the kept trigger is looked for, and how long is waited between: a flow's triggers are kept soon after it. */
const looks = 10;
const pause = 300;

/**
 * The trigger of a flow that a backfill can run: the one that was asked for, or else its first schedule that is not
 * disabled, or else its first.
 * @throws InputError where it has none, or where the one that was asked for is none
 */
export function scheduleOf(
  flow: { readonly triggers?: readonly Trigger[] | null | undefined },
  { namespace, flow_id }: { readonly namespace: string; readonly flow_id: string },
  asked?: string,
): Trigger & { readonly id: string } {
  const place = `${namespace}/${flow_id}`;
  const triggers = flow.triggers ?? [];
  const schedules = triggers.filter(
    (it): it is Trigger & { id: string } =>
      typeof it.id === "string" && /\.Schedule(OnDates)?$/.test(it.type ?? ""),
  );
  const [first] = schedules;
  if (asked === undefined) {
    if (first === undefined) throw new InputError(say`No Schedule trigger found in ${place}`);
    return schedules.find(({ disabled }) => disabled !== true) ?? first;
  }
  const found = schedules.find(({ id }) => id === asked);
  if (found !== undefined) return found;
  const there = triggers.find(({ id }) => id === asked);
  const what =
    there === undefined
      ? say`${place} has no trigger ${asked}.`
      : say`The trigger ${asked} of ${place} is not a schedule, but a ${there.type ?? say`trigger without a type`}.`;
  const names = schedules.map(({ id }) => id).join(", ");
  throw new InputError(
    say`${what} ${names === "" ? say`It has no schedule.` : say`Its schedules are ${names}.`}`,
  );
}

/**
 * What Kestra keeps of a trigger that its flow enables; nothing where it keeps nothing of it after some time. Soon after a
 * change of the flow that may be what was before.
 */
export async function keptTrigger(
  trigger: string,
  read: () => Promise<readonly Kept[]>,
  sleep?: (milliseconds: number) => Promise<void>,
): Promise<Kept> {
  for (let look = 1; ; look++) {
    const kept = (await read()).find(({ triggerId }) => triggerId === trigger);
    if (kept !== undefined && kept.disabled !== true) return kept;
    if (sleep === undefined || look === looks) return kept ?? {};
    await sleep(pause);
  }
}

/** @throws InputError where the flow, its trigger, or what Kestra keeps of the trigger is disabled: nothing would run */
export function requireEnabled(
  place: string,
  trigger: string,
  [flow, ...triggers]: readonly { readonly disabled?: boolean | null | undefined }[],
): void {
  if (flow?.disabled === true) {
    throw new InputError(say`The flow ${place} is disabled: a backfill would run nothing. Enable it first.`);
  }
  if (triggers.some(({ disabled }) => disabled === true)) {
    throw new InputError(
      say`The trigger ${trigger} of ${place} is disabled: a backfill would run nothing. Enable it first.`,
    );
  }
}
