import { isObject } from "../../../runtime/json.ts";

/**
 * An execution without the request headers of the webhook that started it: Kestra keeps all of them in the variables of
 * its trigger, credentials included.
 */
export function withoutHeaders<Execution extends { readonly trigger?: unknown }>(
  execution: Execution,
): Execution {
  const { trigger } = execution;
  if (!isObject(trigger) || !isObject(trigger.variables)) return execution;
  const harmless = Object.entries(trigger.variables).filter(([name]) => name.toLowerCase() !== "headers");
  return { ...execution, trigger: { ...trigger, variables: Object.fromEntries(harmless) } };
}
