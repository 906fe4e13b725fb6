import type { Contract } from "../../contract/contract.ts";
import type { SupportedRelease } from "../../contract/releases.ts";
import { openApiDocument, type OpenApiDocument } from "../import/document.ts";
import { filterRoutes } from "../import/filter-routes.ts";
import { filterFacts } from "../import/filters.ts";
import { importContract, type ContractSource } from "../import/import-contract.ts";
import { ImportError } from "../../contract/import-error.ts";
import { carryEnterprise } from "./carry-enterprise.ts";
import { namedResources, withRoutes } from "./name-resource.ts";
import type { NewLine } from "./plan-release.ts";

/** What a new line is read from. */
export interface LineSources {
  readonly line: string;
  /** OpenAPI documents, one for each edition; which is which, their titles tell. */
  readonly documents: readonly ContractSource[];
  readonly filters?: ContractSource;
  /** The text of `specs/filter-resources.yaml`. */
  readonly routes: string;
  /** What Kestra's release is called, where its documents do not say it. */
  readonly release?: string;
}

/**
 * Reads a new line. What has no source (the Enterprise document, the filters) is taken from the newest line so far, and a
 * note says so.
 * @throws ImportError where a document cannot be read, or the open-source one is missing.
 */
export function newLine(
  { line, documents, filters, routes, release }: LineSources,
  base: Contract,
  baseRelease: SupportedRelease,
): NewLine {
  const read = documents.map((source) => ({ source, document: openApiDocument(source.text, source.name) }));
  const of = (edition: "oss" | "ee"): (typeof read)[number] | undefined => {
    const found = read.filter(({ document }) => document.edition === edition);
    if (found.length > 1)
      throw new ImportError(`${found.map(({ source }) => source.name).join(" and ")} are of one edition.`);
    return found[0];
  };
  const [oss, ee] = [of("oss"), of("ee")];
  if (oss === undefined) {
    throw new ImportError(
      "The open-source document is missing: which operations it answers too, the Enterprise one does not say. Give both with --from.",
    );
  }
  const notes: string[] = [];
  const known = filters === undefined ? undefined : filterRelease(filters, line);
  const facts =
    filters === undefined || known === undefined
      ? base.filters
      : filterFacts(filters.text, known, filters.name);
  if (known === undefined) {
    notes.push(
      `No source tells which filters line ${line} takes, so those of line ${base.line} are presumed. Give one with \`--filters FILE\`.`,
    );
  }
  const imported = (text: string): ReturnType<typeof importContract> =>
    importContract({
      line,
      oss: oss.source,
      ee: (ee ?? oss).source,
      filters: { facts, routes: filterRoutes(text) },
    });
  const named = namedResources(imported(routes).unknownFilters, Object.keys(facts));
  const filterResources = withRoutes(routes, named);
  const { contract, warnings } = imported(filterResources);
  notes.push(
    ...named.map(
      ([path, resource]) => `\`${path}\` is taken to have the filters of ${resource}, by its name.`,
    ),
  );
  if (ee === undefined) {
    notes.push(
      `No Enterprise document was given, so what line ${base.line} knows of that edition is presumed. Give it with a second \`--from\`.`,
    );
  }
  notes.push(...warnings);
  const source = (
    edition: "oss" | "ee",
    from: (typeof read)[number] | undefined,
  ): SupportedRelease["oss"] => {
    if (from === undefined) return baseRelease[edition];
    const name = release ?? releaseOf(from.source.name, from.document, line);
    return { release: name, document: `openapi/${edition}-${name}.yml` };
  };
  return {
    contract: ee === undefined ? carryEnterprise(contract, base) : contract,
    sources: {
      oss: source("oss", oss),
      ee: source("ee", ee),
      filters: known === undefined ? baseRelease.filters : { ...baseRelease.filters, release: known },
    },
    filterResources,
    notes,
  };
}

/** `oss-2.0.1.yml`, or the version that the document names, which is often no version; else the line. */
function releaseOf(name: string, { version }: OpenApiDocument, line: string): string {
  const file = /(?:oss|ee)-(\d+\.\d+[\w.-]*?)\.ya?ml$/u.exec(name)?.[1];
  const given = [file, version].find((it) => it !== undefined && it.startsWith(`${line}.`));
  return given !== undefined && /^[\w.-]+$/u.test(given) ? given : line;
}

/** The release of a filter file that tells of a line: the line itself, else its newest patch. */
function filterRelease({ text, name }: ContractSource, line: string): string {
  let versions: readonly string[] = [];
  try {
    const file = JSON.parse(text) as { readonly versions?: object } | null;
    versions = Object.keys(file?.versions ?? {});
  } catch {
    throw new ImportError(`${name} is not JSON.`);
  }
  const patches = versions.filter((it) => it.startsWith(`${line}.`));
  const found = patches.at(-1) ?? versions.find((it) => it === line);
  if (found === undefined)
    throw new ImportError(
      `${name} has no filters of line ${line}; it has ${versions.join(", ") || "nothing"}.`,
    );
  return found;
}
