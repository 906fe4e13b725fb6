import type { Line } from "../../line/line.ts";
import { page } from "../../http/answers.ts";
import type { Condition } from "../../executions/condition.ts";
import { fitting, readFilters, type Alternatives } from "../../filters/filters.ts";
import type { Resource } from "../../data/filters.ts";
import { pageOf, readPaging, readSorts, sorted } from "../../http/paging.ts";
import type { SandboxAnswer, SandboxRequest } from "../../http/route.ts";

/** A search of the Enterprise edition. */
export interface Search<Row> {
  readonly resource: Resource;
  /** The method that Kestra names in its messages. */
  readonly operation: string;
  /** A flat parameter -> the field and the operation that it stands for. */
  readonly flat: Readonly<Record<string, readonly [field: string, operation: string]>>;
  readonly fits: (row: Row, condition: Condition) => boolean;
  readonly sortKeys: Readonly<Record<string, (row: Row) => string | number>>;
}

/** Up to 1.3 these searches take flat parameters alone, from 2.0 on filters alone. */
function alternativesOf<Row>(
  query: URLSearchParams,
  line: Line,
  { resource, flat }: Search<Row>,
): Alternatives {
  if (line === "2.0") return readFilters(query, line, resource);
  return [
    Object.entries(flat).flatMap(([name, [field, operation]]) => {
      const values = query.getAll(name).filter((value) => value !== "");
      return values.length === 0 ? [] : [{ field, operation, value: values.join(",") }];
    }),
  ];
}

/** The rows that a search finds. Throws a `Refusal`. */
export function found<Row>(
  rows: Iterable<Row>,
  query: URLSearchParams,
  line: Line,
  search: Search<Row>,
): readonly Row[] {
  return fitting([...rows], alternativesOf(query, line, search), (all, conditions) =>
    all.filter((row) => conditions.every((condition) => search.fits(row, condition))),
  );
}

/** A page of what a search finds. Throws a `Refusal`. */
export function pageFound<Row>(
  rows: Iterable<Row>,
  { query }: SandboxRequest,
  line: Line,
  search: Search<Row>,
  render: (row: Row) => unknown,
): SandboxAnswer {
  const paging = readPaging(query, search.operation);
  const all = sorted(found(rows, query, line, search), readSorts(query), search.sortKeys);
  return page(pageOf(all, paging).map(render), all.length);
}
