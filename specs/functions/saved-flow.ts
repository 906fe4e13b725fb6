import { isObject } from "../../runtime/json.ts";
import { withoutNulls, type WithoutNulls } from "./without-nulls.ts";

/** What of a flow decides whether it starts by itself. */
interface Saved {
  readonly disabled?: boolean | null | undefined;
  readonly triggers?: readonly unknown[] | null | undefined;
}

/** Triggers that are named at most. */
const most = 10;

/** A flow that was saved, and that it does not start by itself where its YAML says so. */
export function withStart<Flow extends Saved>(
  flow: Flow,
): WithoutNulls<Flow> & { readonly message?: string } {
  const triggers = (flow.triggers ?? []).filter(isObject);
  const off = triggers.filter(({ disabled }) => disabled === true).map(({ id }) => String(id));
  const saved = withoutNulls(flow);
  if (triggers.length === 0 || (off.length === 0 && flow.disabled !== true)) return saved;
  if (flow.disabled === true)
    return {
      ...saved,
      message: "It does not start by itself: `disabled: true` of the flow holds back all triggers.",
    };
  const names = `${off.slice(0, most).join(", ")}${off.length > most ? ` and ${off.length - most} more` : ""}`;
  const reason = `\`disabled: true\` in the YAML holds back ${off.length === 1 ? "trigger" : "triggers"} ${names}, which only a changed YAML enables.`;
  const start =
    off.length === triggers.length ? "It does not start by itself: " : "Not all its triggers start it: ";
  return { ...saved, message: `${start}${reason}` };
}
