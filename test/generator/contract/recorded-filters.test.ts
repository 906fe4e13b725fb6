import { expect, test } from "vitest";
import type { Contract } from "../../../generator/contract/contract.ts";
import { committedContracts, contractOf } from "./committed.ts";
import { recordedExchanges, type Exchange } from "./exchanges.ts";
import { operationOf } from "./operation-of.ts";

const contracts = committedContracts();
const exchanges = recordedExchanges();

/** The field and operation of each `filters[field][OPERATION]`; groups (`filters[or][0]...`) are not in the contracts. */
function pairs({ query }: Exchange): (readonly [field: string, operation: string])[] {
  return [...new URLSearchParams(query).keys()].flatMap((key) => {
    const match = /^filters\[(\w+)\]\[([A-Za-z_]+)\](?:\[[^\]]*\])?$/.exec(key);
    return match === null ? [] : [[match[1] ?? "", match[2] ?? ""] as const];
  });
}

/** Kestra's words for a filter that it does not take; other refusals are about a value. */
const refusals =
  /Unsupported field|QueryFilter\.Op\.|Operation \w+ is not supported for field|Field \w+ is not supported for resource/;

/** What an answer says of the filters, and what the contract does; undefined where it says nothing. */
function compare(exchange: Exchange, contract: Contract): { recorded: string; contract: string } | undefined {
  const operation = operationOf(contract, exchange.method, exchange.path);
  if (operation === undefined) return undefined;
  const sent = pairs(exchange);
  const body = JSON.stringify(exchange.body);
  const taken = operation.filters === undefined ? undefined : contract.filters[operation.filters];
  const good = exchange.status >= 200 && exchange.status < 300;
  if (taken === undefined) return { recorded: good ? "ignored" : "refused", contract: "ignored" };
  const facts = sent.every(([field, by]) => taken[field]?.includes(by) ?? false) ? "taken" : "refused";
  if (!good && !refusals.test(body)) return { recorded: "taken", contract: facts };
  return { recorded: good ? "taken" : "refused", contract: facts };
}

test("what recorded searches take and refuse is what the contracts say", () => {
  const compared = exchanges.flatMap((exchange) => {
    if (pairs(exchange).length === 0) return [];
    const found = compare(exchange, contractOf(contracts, exchange.line));
    return found === undefined ? [] : [{ title: exchange.title, ...found }];
  });
  expect(compared.length).toBeGreaterThan(350);
  for (const verdict of ["taken", "refused", "ignored"]) {
    expect(compared.filter(({ recorded }) => recorded === verdict).length, verdict).toBeGreaterThan(10);
  }
  expect(compared.filter(({ recorded, contract }) => recorded !== contract)).toEqual([]);
});

test("what 1.0 itself says that it takes is what its contract says", () => {
  interface Named {
    readonly name: string;
    readonly value: string;
  }
  interface Resource {
    readonly name: string;
    readonly fields: readonly (Named & { readonly operations: readonly Named[] })[];
  }
  const configuration = exchanges.find(({ title }) => title === "1.0/instance: configs")?.body;
  const { resourceToFilters } = configuration as { readonly resourceToFilters: readonly Resource[] };
  const told = resourceToFilters.map(({ name, fields }): [string, Record<string, string[]>] => [
    name.toUpperCase(),
    Object.fromEntries(
      fields.map(({ value, operations }) => [value, operations.map((each) => each.value).sort()]),
    ),
  ]);
  const { filters } = contractOf(contracts, "1.0");
  for (const [resource, fields] of told) {
    // timeRange is taken with startDate, and told by none.
    const known = Object.entries(filters[resource] ?? {}).filter(([field]) => field !== "timeRange");
    expect({ [resource]: Object.fromEntries(known) }).toEqual({ [resource]: fields });
  }
  expect(told.map(([resource]) => resource).sort()).toEqual(Object.keys(filters).sort());
});
