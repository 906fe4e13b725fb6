import type { Contract } from "../contract/contract.ts";
import { bodyFields } from "../resolve/request/target.ts";
import { snakeCase } from "../spec/place.ts";
import type { EditorFacts } from "../spec/grammar/contract-facts.ts";

/** The places that some operation of the contracts has: `path.id`, `query.size`, `filter.state.IN`, `body.labels`. */
export function placeFacts(facts: EditorFacts): readonly string[] {
  const found = new Set(["body", "form.*", "filter.*"]);
  for (const contract of contractsOf(facts)) {
    for (const operation of contract.operations) {
      for (const it of operation.parameters) {
        if (it.name !== "filters") found.add(`${it.in}.${it.name}`);
      }
      for (const field of bodyFields(contract, operation)) found.add(`body.${field}`);
      for (const part of formParts(operation.body?.media["multipart/form-data"]?.properties)) found.add(part);
    }
    for (const fields of Object.values(contract.filters)) {
      for (const [field, operators] of Object.entries(fields)) {
        for (const operator of operators) found.add(`filter.${field}.${operator}`);
      }
    }
  }
  return [...found].sort();
}

function formParts(properties: Readonly<Record<string, unknown>> = {}): readonly string[] {
  return Object.keys(properties).map((name) => `form.${name}`);
}

/** What an argument may be called so that it needs no `to`, by the parameters of paths and queries; name -> places. */
export function argumentFacts(facts: EditorFacts): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const { operations } of contractsOf(facts)) {
    for (const { parameters } of operations) {
      for (const it of parameters) {
        if (it.in === "header" || it.deprecated === true || it.name === "filters") continue;
        const name = snakeCase(it.name);
        found.set(name, (found.get(name) ?? new Set()).add(`${it.in}.${it.name}`));
      }
    }
  }
  return new Map(
    [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, places]) => [name, [...places].sort()]),
  );
}

/** Every media type that some operation takes. */
export function mediaFacts(facts: EditorFacts): readonly string[] {
  const found = contractsOf(facts).flatMap(({ operations }) =>
    operations.flatMap(({ body }) => Object.keys(body?.media ?? {})),
  );
  return [...new Set(found)].sort();
}

function contractsOf({ contracts, serviceContracts }: EditorFacts): readonly Contract[] {
  return [...contracts.values(), ...serviceContracts.values()];
}
