import { describe, expect, test } from "vitest";
import type { Contract, ContractSchema } from "../../../generator/contract/contract.ts";
import { readCorrections } from "../../../generator/contract/correction.ts";
import { answerValidator, type Validate } from "./answer-validator.ts";
import { committedContracts, committedFiles, contractOf } from "./committed.ts";
import { recordedExchanges, type Exchange } from "./exchanges.ts";
import { operationOf } from "./operation-of.ts";

/** Requests that Kestra answers, and no document lists. */
const unlisted: readonly { readonly request: RegExp; readonly because: string }[] = [
  { request: /^GET \/ping$/, because: "hidden from every document" },
  { request: /^GET \/swagger\/kestra\.yml$/, because: "a static file: the document itself" },
  { request: /^GET \/api\/v1\/(?:flows|executions)\/search$/, because: "the old form without a tenant" },
  { request: /^HEAD /, because: "documents have no HEAD" },
];

const exchanges = recordedExchanges();
const good = exchanges.filter(({ status }) => status >= 200 && status < 300);
const contracts = committedContracts();

/** What is wrong with the contract of an exchange's line, according to its answer. */
function deviations(exchange: Exchange, contract: Contract, validate: Validate): string[] {
  const operation = operationOf(contract, exchange.method, exchange.path);
  if (operation === undefined) return [`no operation answers ${exchange.method} ${exchange.path}`];
  const answer = operation.answers.find(({ status }) => status === exchange.status);
  const route = `${operation.method} ${operation.path}`;
  if (answer === undefined) return [`${route} has no answer ${exchange.status}`];
  if (exchange.body === null) return [];
  const schema = answer.media[exchange.mediaType];
  if (schema === undefined) return [`${route} ${exchange.status} is never ${exchange.mediaType}`];
  return /[/+]json$/.test(exchange.mediaType) ? validate(schema, exchange.body) : [];
}

function allDeviations(among: ReadonlyMap<string, Contract>): string[] {
  const validators = new Map([...among].map(([line, contract]) => [line, answerValidator(contract)]));
  return good
    .filter(({ method, path }) => !unlisted.some(({ request }) => request.test(`${method} ${path}`)))
    .flatMap((exchange) => {
      const validate = validators.get(exchange.line);
      if (validate === undefined) return [`${exchange.title}: a line without a contract`];
      return deviations(exchange, contractOf(among, exchange.line), validate).map(
        (text) => `${exchange.title}: ${text}`,
      );
    });
}

/** Milliseconds: thousands of answers are validated. */
const patience = 30_000;

test("every recorded 2xx answer is what its corrected contract says", { timeout: patience }, () => {
  expect(good.length).toBeGreaterThan(2400);
  expect(allDeviations(contracts)).toEqual([]);
});

test("every request that no document lists was recorded", () => {
  for (const { request, because } of unlisted) {
    const recorded = good.some(({ method, path }) => request.test(`${method} ${path}`));
    expect(recorded, `${String(request)}: ${because}`).toBe(true);
  }
});

describe("the validator", () => {
  const contract = contractOf(contracts, "1.3");
  const validate = answerValidator(contract);
  const recorded = exchanges.find(({ title }) => title === "1.3/executions: get");
  const body = recorded?.body as Readonly<Record<string, unknown>>;
  const schema: ContractSchema = { ref: "Execution" };

  test("takes a recorded answer, also with a key that is not in the contract", () => {
    expect(validate(schema, body)).toEqual([]);
    expect(validate(schema, { ...body, surprise: 1 })).toEqual([]);
  });

  test.each([
    ["a missing key", { id: undefined }, "must have required property 'id'"],
    ["another type", { flowRevision: "1" }, "/flowRevision must be integer"],
    ["null where none is allowed", { namespace: null }, "/namespace must be string"],
    ["an unknown enum value", { state: { current: "ASLEEP" } }, "/state/current must be equal to one of"],
  ])("refuses %s", (_, change, message) => {
    const changed: unknown = JSON.parse(JSON.stringify({ ...body, ...change }));
    expect(validate(schema, changed).join("\n")).toContain(message);
  });

  test("refuses a key that only Enterprise should have", () => {
    const namespace: ContractSchema = { ref: "NamespaceLight+Namespace" };
    expect(validate(namespace, { id: "company" })).toEqual([]);
    expect(validate(namespace, { id: "company", secretType: "vault" }).join("\n")).toContain("/secretType");
  });
});

describe("every correction", () => {
  const { corrections } = readCorrections(committedFiles().corrections, [...contracts.keys()]);

  test.each(corrections.map((correction) => [correction.exchange, correction] as const))(
    "names an exchange that shows it: %s",
    (title, { where }) => {
      const exchange = exchanges.find((each) => each.title === title);
      if (exchange === undefined) throw new Error(`There is no exchange ${title}.`);
      const contract = contractOf(contracts, exchange.line);
      const operation = operationOf(contract, exchange.method, exchange.path);
      if (operation === undefined) throw new Error(`${title} reaches no operation.`);
      const reached = schemaNames(
        contract,
        operation.answers.flatMap(({ media }) => Object.values(media)),
      );
      const shown = where.some((place) =>
        "operation" in place
          ? place.operation === `${operation.method} ${operation.path}`
          : "schema" in place
            ? reached.has(place.schema)
            : place.filters === operation.filters,
      );
      expect(shown, `${title} has nothing to do with what is corrected`).toBe(true);
    },
  );
});

/** The named schemas that these reach. */
function schemaNames(contract: Contract, schemas: readonly ContractSchema[]): Set<string> {
  const names = new Set<string>();
  const waiting = refs(schemas);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (names.has(name)) continue;
    names.add(name);
    waiting.push(...refs(contract.schemas[name]));
  }
  return names;
}

function refs(value: unknown): string[] {
  return [...JSON.stringify(value ?? null).matchAll(/"ref":"([^"]+)"/g)].map((match) => match[1] ?? "");
}
