import { Refusal } from "../executions/refusal.ts";

export interface Paging {
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

/** An integer of the query. Throws the `Refusal` that Kestra answers to anything else. */
export function integerOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  if (!/^[+-]?\d+$/.test(text) || Math.abs(Number(text)) > 2_147_483_647) {
    throw new Refusal(
      422,
      `Internal server error: Failed to convert argument [${name}] for value [${text}] due to: For input string: "${text}"`,
    );
  }
  return Number(text);
}

/** `true` and `yes`, `on`, `y`, in any case, are true; anything else is false. */
export function booleanOf(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name);
  return text === null ? undefined : /^(true|yes|on|y)$/i.test(text);
}

/** A parameter that has to be there. */
export function requiredOf(query: URLSearchParams, name: string): string {
  const text = query.get(name);
  if (text === null) throw new Refusal(400, `Bad Request: Required QueryValue [${name}] not specified`);
  return text;
}

/** `page` and `size` of a search. `operation` is the method that Kestra names in its message, such as `searchFlows`. */
export function readPaging(query: URLSearchParams, operation: string, size = 10): Paging {
  const paging = { page: integerOf(query, "page") ?? 1, size: integerOf(query, "size") ?? size };
  const small = (["page", "size"] as const).filter((name) => paging[name] < 1);
  if (small.length > 0) {
    const message = "must be greater than or equal to 1";
    throw new Refusal(
      422,
      `Invalid entity: ${small.map((name) => `${operation}.${name}: ${message}`).join(", ")}`,
      small.map((name) => ({ message, path: `${operation}.${name}` })),
    );
  }
  return paging;
}

/** The rows of one page. */
export function pageOf<Row>(rows: readonly Row[], { page, size }: Paging): readonly Row[] {
  return rows.slice((page - 1) * size, page * size);
}

/** Every `sort`, as it was sent: `field:direction`. Throws a `Refusal` where one has no direction. */
export function readSorts(query: URLSearchParams): readonly string[] {
  const sorts = query.getAll("sort").filter((sort) => sort !== "");
  if (sorts.some((sort) => !sort.includes(":"))) {
    throw new Refusal(422, "Unprocessable Entity: Invalid sort parameter");
  }
  return sorts;
}

/** Sorts rows by the fields that `keys` knows; the database refuses any other. Any direction but `desc` is ascending. */
export function sorted<Row>(
  rows: readonly Row[],
  sorts: readonly string[],
  keys: Readonly<Record<string, (row: Row) => string | number>>,
): readonly Row[] {
  return sorts.toReversed().reduce((found, sort) => {
    const [field = "", direction = ""] = sort.split(":");
    const key = keys[field];
    if (key === undefined) throw new Refusal(500, "Internal server error: SQL [select …]");
    const sign = direction.toLowerCase() === "desc" ? -1 : 1;
    return found.toSorted((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
  }, rows);
}
