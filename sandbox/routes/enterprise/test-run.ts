import { formatInstant } from "../../values/duration.ts";
import type { Scope } from "../../pebble/pebble.ts";
import type { Values } from "../../values/values.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { assertionResults } from "./assertions.ts";
import { isValues, textOf } from "../../enterprise/source.ts";
import type { Suite } from "../../enterprise/store.ts";

type State = "ERROR" | "SUCCESS" | "FAILED" | "SKIPPED";

/** What fixtures put in the place of a run: inputs, and what tasks give. */
function scopeOf({ namespace, flowId }: Suite, fixtures: Values, now: number): Scope {
  const tasks = Array.isArray(fixtures["tasks"])
    ? (fixtures["tasks"] as readonly unknown[]).filter(isValues)
    : [];
  const outputs = Object.fromEntries(tasks.map((task) => [String(task["id"]), task["outputs"] ?? {}]));
  const flow = { id: flowId, namespace };
  return { now, variables: { flow, inputs: fixtures["inputs"] ?? {}, outputs } };
}

function assertionsOf(test: Values): readonly Values[] {
  return Array.isArray(test["assertions"]) ? (test["assertions"] as readonly unknown[]).filter(isValues) : [];
}

/** The result of one test: its flow is not run, but what its fixtures give is held to its assertions. */
function runTest(suite: Suite, test: Values, kestra: Kestra): Values & { readonly state: State } {
  const { namespace, flowId } = suite;
  const fixtures = isValues(test["fixtures"]) ? test["fixtures"] : {};
  const head = { testId: textOf(test["id"]) ?? "", testType: textOf(test["type"]) ?? "", fixtures };
  if (test["disabled"] === true) return { ...head, assertionResults: [], errors: [], state: "SKIPPED" };
  if (kestra.flows.get(namespace, flowId) === undefined) {
    const message = `Flow '${flowId}' of namespace '${namespace}' does not exist`;
    return { ...head, assertionResults: [], errors: [{ message }], state: "ERROR" };
  }
  const scope = scopeOf(suite, fixtures, kestra.clock.now().getTime());
  const results = assertionsOf(test).flatMap((assertion) => assertionResults(assertion, scope));
  const executionId = kestra.newId();
  return {
    ...head,
    executionId,
    url: `${kestra.address.url}/ui/${kestra.tenant}/executions/${namespace}/${flowId}/${executionId}`,
    assertionResults: results,
    errors: [],
    state: results.every(({ isSuccess }) => isSuccess === true) ? "SUCCESS" : "FAILED",
  };
}

const order: readonly State[] = ["ERROR", "FAILED", "SUCCESS", "SKIPPED"];

/** Runs a suite, or those of its tests that are named. */
export function runSuite(suite: Suite, only: readonly string[], kestra: Kestra): Values {
  const wanted = suite.testCases.filter(({ id }) => only.length === 0 || only.includes(String(id)));
  const results = suite.disabled ? [] : wanted.map((test) => runTest(suite, test, kestra));
  const at = formatInstant(kestra.clock.now().getTime());
  return {
    id: kestra.newId(),
    testSuiteId: suite.id,
    namespace: suite.namespace,
    flowId: suite.flowId,
    state: order.find((state) => results.some((result) => result.state === state)) ?? "SKIPPED",
    startDate: at,
    endDate: at,
    results,
  };
}
