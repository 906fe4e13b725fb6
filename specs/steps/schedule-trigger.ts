import { InputError } from "../../runtime/errors.ts";

interface Trigger {
  readonly id?: string | null | undefined;
  readonly type?: string | null | undefined;
  readonly disabled?: boolean | null | undefined;
}

/**
 * The trigger of a flow that a backfill can run: its first schedule that is not disabled, or else its first.
 * @throws InputError where it has none
 */
export function scheduleOf(
  flow: { readonly triggers?: readonly Trigger[] | null | undefined },
  { namespace, flow_id }: { readonly namespace: string; readonly flow_id: string },
): string {
  const schedules = (flow.triggers ?? []).filter(({ type }) => /\.Schedule(OnDates)?$/.test(type ?? ""));
  const { id } = schedules.find(({ disabled }) => disabled !== true) ?? schedules[0] ?? {};
  if (typeof id === "string") return id;
  throw new InputError(`No Schedule trigger found in ${namespace}/${flow_id}`);
}
