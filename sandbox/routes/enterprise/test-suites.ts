import type { Line } from "../../line/line.ts";
import { json } from "../../http/answers.ts";
import { Refusal } from "../../executions/refusal.ts";
import type { Values } from "../../values/values.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { objectBody, textBody } from "../../http/request-body.ts";
import type { Route, SandboxRequest } from "../../http/route.ts";
import { invalid, isValues, readYaml, requiredTexts, textOf } from "../../enterprise/source.ts";
import { suiteKey, type Suite } from "../../enterprise/store.ts";
import { runSuite } from "./test-run.ts";

const base = "/api/v1/{tenant}/tests";
const ofSuite = `${base}/{namespace}/{id}`;

/** What is wrong with a test, if anything is. */
function faultOf(test: unknown): string | undefined {
  if (!isValues(test) || textOf(test["id"]) === undefined || textOf(test["type"]) === undefined) {
    return "every test needs an id and a type";
  }
  const { assertions } = test;
  const good =
    Array.isArray(assertions) &&
    assertions.length > 0 &&
    (assertions as readonly unknown[]).every((it) => isValues(it) && it["value"] !== undefined);
  return good ? undefined : "every test needs assertions with a value";
}

/** What the YAML of a suite says. Throws a `Refusal`. */
function readSuite(source: string, line: Line): Suite {
  const values = readYaml(source, line);
  const texts = requiredTexts(values, ["id", "namespace", "flowId"]);
  const testCases = Array.isArray(values["testCases"]) ? (values["testCases"] as readonly unknown[]) : [];
  if (testCases.length === 0) throw invalid([{ path: "testCases", message: "must not be empty" }]);
  for (const test of testCases) {
    const fault = faultOf(test);
    if (fault !== undefined) throw invalid([{ path: "testCases", message: fault }]);
  }
  return {
    ...texts,
    disabled: values["disabled"] === true,
    testCases: testCases.filter(isValues),
    values,
    source,
  };
}

function render({ id, namespace, flowId, disabled, testCases, values, source }: Suite): Values {
  const description = textOf(values["description"]);
  return {
    id,
    namespace,
    flowId,
    ...(description === undefined ? {} : { description }),
    disabled,
    deleted: false,
    testCases,
    source,
  };
}

function suiteOf({ params }: SandboxRequest, { enterprise }: Kestra): Suite {
  const suite = enterprise.suites.get(suiteKey(params["namespace"] ?? "", params["id"] ?? ""));
  if (suite === undefined) throw new Refusal(404, "Not Found");
  return suite;
}

function save(suite: Suite, { enterprise }: Kestra): ReturnType<typeof json> {
  enterprise.suites.set(suiteKey(suite.namespace, suite.id), suite);
  return json(render(suite));
}

const create: Route["handle"] = (request, kestra) => {
  const suite = readSuite(textBody(request, "testSuite"), kestra.line);
  if (kestra.enterprise.suites.has(suiteKey(suite.namespace, suite.id))) {
    throw new Refusal(422, `Illegal argument: TestSuite '${suite.id}' already exists`);
  }
  return save(suite, kestra);
};

const update: Route["handle"] = (request, kestra) => {
  const { namespace, id } = suiteOf(request, kestra);
  const suite = readSuite(textBody(request, "testSuite"), kestra.line);
  if (suite.id !== id || suite.namespace !== namespace) {
    throw invalid([{ path: "id", message: "id and namespace cannot be changed" }]);
  }
  return save(suite, kestra);
};

/** Says what a create would refuse. */
const validate: Route["handle"] = (request, kestra) => {
  try {
    readSuite(textBody(request, "testSuite"), kestra.line);
    return json({ index: 0, outdated: false });
  } catch (error) {
    if (error instanceof Refusal) return json({ index: 0, constraints: error.message, outdated: false });
    throw error;
  }
};

const remove: Route["handle"] = (request, kestra) => {
  const { namespace, id } = suiteOf(request, kestra);
  kestra.enterprise.suites.delete(suiteKey(namespace, id));
  return json({});
};

const run: Route["handle"] = (request, kestra) => {
  const suite = suiteOf(request, kestra);
  const { testCases } = request.body.length === 0 ? {} : objectBody(request, "runRequest");
  const only = Array.isArray(testCases) ? testCases.map(String) : [];
  return json(runSuite(suite, only, kestra));
};

export const testSuiteRoutes: readonly Route[] = [
  { method: "POST", path: base, handle: create },
  { method: "POST", path: `${base}/validate`, handle: validate },
  { method: "GET", path: ofSuite, handle: (request, kestra) => json(render(suiteOf(request, kestra))) },
  { method: "PUT", path: ofSuite, handle: update },
  { method: "DELETE", path: ofSuite, handle: remove },
  { method: "POST", path: `${ofSuite}/run`, handle: run },
];
