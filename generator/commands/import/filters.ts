import type { Contract } from "../../contract/contract.ts";
import { nameOf } from "./document.ts";
import { ImportError } from "../../contract/import-error.ts";
import { isObject } from "../../../runtime/json.ts";

type Filters = Contract["filters"];

/**
 * What each filter resource of a release takes, from the text of `query-filters.json`: the operations of each field, and
 * the fields of each resource. `timeRange` is taken wherever `startDate` is, though no resource lists it.
 * @throws ImportError where the text is not that file, or lacks the release.
 */
export function filterFacts(text: string, release: string, source: string): Filters {
  const file = json(text, source);
  const versions = isObject(file) && isObject(file.versions) ? file.versions : {};
  const version = Object.hasOwn(versions, release) ? versions[release] : undefined;
  if (!isObject(version) || !isObject(version.fields) || !isObject(version.resources)) {
    const among = Object.keys(versions).join(", ") || "nothing";
    throw new ImportError(`${source} has no filters of release ${release}; it has ${among}.`);
  }
  const { fields, resources } = version;
  const facts = Object.keys(resources)
    .map((name) => nameOf(name, "a filter resource", source))
    .sort()
    .map((resource) => {
      const listed = texts(resources[resource]);
      const all = listed.includes("startDate") ? [...listed, "timeRange"] : listed;
      const taken = [...new Set(all)].sort().map((field): [string, string[]] => {
        return [nameOf(field, "a filter field", source), texts(fields[field]).sort()];
      });
      return [resource, Object.fromEntries(taken.filter(([, operations]) => operations.length > 0))] as const;
    });
  return Object.fromEntries(facts);
}

function json(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ImportError(`${source} is not JSON.`);
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
