/** Where an argument or a constant goes in a request. Written as `query.size`, `filter.q.EQUALS`, `body.labels`. */
export type Place =
  | { readonly kind: "path"; readonly name: string }
  | { readonly kind: "query"; readonly name: string; readonly pairs: boolean }
  | { readonly kind: "body"; readonly keys: readonly string[]; readonly inArray: boolean }
  /** With `file` the content of a file part. */
  | { readonly kind: "form"; readonly name: string; readonly file?: "text" | "base64" }
  | { readonly kind: "filter"; readonly field: string; readonly operation: string; readonly keyed: boolean }
  /** Filters of whatever the search takes, in Kestra's own form. */
  | { readonly kind: "filters" };

const forms =
  "`path.x`, `query.x`, `query.x:pairs`, `body`, `body.x`, `body[].x`, `form.x`, `form.x.text`, `form.x.base64`, `form.*`, `filter.field.OPERATION` or `filter.*`";

/** Reads a place. A string in return says what is wrong with it. */
export function parsePlace(written: string): Place | string {
  const body = /^body(\[\])?((?:\.[^.[\]]+)*)$/.exec(written);
  if (body !== null) {
    const keys = (body[2] ?? "").split(".").filter((key) => key !== "");
    return { kind: "body", keys, inArray: body[1] !== undefined };
  }
  const file = /^form\.([^\s:]+)\.(text|base64)$/.exec(written);
  if (file?.[1] !== undefined) return { kind: "form", name: file[1], file: file[2] as "text" | "base64" };
  const simple = /^(path|form)\.([^\s:]+)$/.exec(written);
  if (simple?.[2] !== undefined) return { kind: simple[1] as "path" | "form", name: simple[2] };
  const query = /^query\.([^\s:]+?)(:pairs)?$/.exec(written);
  if (query?.[1] !== undefined) return { kind: "query", name: query[1], pairs: query[2] !== undefined };
  if (written === "filter.*") return { kind: "filters" };
  const filter = /^filter\.([A-Za-z_]+)\.([A-Z_]+)(\.\*)?$/.exec(written);
  if (filter?.[1] !== undefined && filter[2] !== undefined) {
    return { kind: "filter", field: filter[1], operation: filter[2], keyed: filter[3] !== undefined };
  }
  return `"${written}" is not a place in a request: write ${forms}.`;
}

/** The name on the wire of a query place: `filters[q][EQUALS]`. */
export function filterName(field: string, operation: string): string {
  return `filters[${field}][${operation}]`;
}

/** `flowId` -> `flow_id`, `isOnKillCascade` -> `is_on_kill_cascade`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
}
