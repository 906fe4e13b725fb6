import { diagnose } from "../../generated/instance/diagnose.ts";
import { InputError } from "../../runtime/errors.ts";
import { say, type Said } from "../../runtime/text/said.ts";
import { causesOf, summaryOf, toldCauses, type Rule } from "../steps/diagnosis/cause.ts";
import { executionRules, wellExecution } from "../steps/diagnosis/execution-causes.ts";
import { flowRules, wellFlow } from "../steps/diagnosis/flow-causes.ts";
import { executionFacts } from "../steps/diagnosis/gather/execution-facts.ts";
import { flowFacts } from "../steps/diagnosis/gather/flow-facts.ts";
import { tenantFacts } from "../steps/diagnosis/gather/tenant-facts.ts";
import { ofTrigger } from "../steps/diagnosis/one-trigger.ts";
import { firstOfTenant, tenantRules, wellTenant } from "../steps/diagnosis/tenant-causes.ts";

/** Steps, because what is worth asking depends on what was found before, and rules make causes of it. */
export const tool = diagnose(async ({ execution_id, namespace, flow_id, trigger_id }, kestra, context) => {
  const { now, instance, mask } = context;
  const { line, edition } = instance;
  const major = Number.parseInt(line, 10);
  const setting = {
    now: now().getTime(),
    line,
    major,
    hasLimits: line !== "1.0",
    isEnterprise: edition === "ee",
    mask,
  };
  const told = <Facts extends { readonly unknown: readonly string[] }>(
    rules: readonly Rule<Facts>[],
    well: (facts: Facts) => Said,
    facts: Facts,
    first?: Said,
  ) => {
    const causes = causesOf(rules, facts);
    const { unknown } = facts;
    return {
      summary: summaryOf(causes, well(facts), first).masked(mask),
      ...toldCauses(causes, mask),
      ...(unknown.length === 0 ? {} : { unknown: [...unknown] }),
    };
  };
  if (execution_id !== undefined)
    return told(executionRules, wellExecution, await executionFacts(execution_id, kestra, setting));
  if (flow_id === undefined) {
    if (trigger_id !== undefined) throw new InputError(say`trigger_id needs namespace and flow_id.`);
    const facts = await tenantFacts(namespace, kestra, setting);
    return { ...told(tenantRules, wellTenant, facts, firstOfTenant(facts)), from: facts.from, to: facts.to };
  }
  if (namespace === undefined)
    throw new InputError(say`namespace is required, or flow_id as namespace/flow_id.`);
  const facts = ofTrigger(trigger_id, await flowFacts({ namespace, flow_id }, kestra, setting));
  return { ...told(flowRules, wellFlow, facts), from: facts.from, to: facts.to };
});
