import { operations, type ContractOperation } from "../data/operations.ts";
import type { Edition, Line } from "../line/line.ts";
import type { Method } from "./route.ts";

/** One operation of a line. */
export interface Operation {
  readonly method: Method;
  /** As in Kestra's OpenAPI: `/api/v1/{tenant}/flows/{namespace}`. */
  readonly path: string;
  readonly segments: readonly string[];
  /** Media types; empty: any. */
  readonly consumes: readonly string[];
}

/** What Kestra answers without listing it. */
const unlisted: readonly ContractOperation[] = [{ method: "GET", path: "/ping" }];

/** Operations that take any body, and refuse later what they cannot read, although the OpenAPI names a media type or none. */
const takesAnything: readonly { readonly lines: readonly Line[]; readonly operation: RegExp }[] = [
  { lines: ["1.0", "1.3"], operation: /^POST \S+\/\{tenant\}\/flows(\/\{namespace\})?$/ },
  { lines: ["1.0", "1.3"], operation: /^PUT \S+\/\{tenant\}\/flows\/\{namespace\}\/\{id\}$/ },
  { lines: ["1.3", "2.0"], operation: /^(POST|PUT) \S+\/executions\/webhook\// },
];

/** Where the OpenAPI tells of no body, Kestra takes none or JSON. */
function consumedBy({ method, path, media }: ContractOperation, line: Line): readonly string[] {
  if (method === "GET") return [];
  const open = takesAnything.some(
    ({ lines, operation }) => lines.includes(line) && operation.test(`${method} ${path}`),
  );
  return open ? [] : (media ?? ["application/json"]);
}

/** Every operation that a Kestra of this line and edition has. */
export function operationsOf(line: Line, edition: Edition): readonly Operation[] {
  return [...unlisted, ...operations]
    .filter(({ lines, edition: only }) => (lines?.includes(line) ?? true) && (only ?? edition) === edition)
    .map((operation) => ({
      method: operation.method,
      path: operation.path,
      segments: operation.path.split("/").slice(1),
      consumes: consumedBy(operation, line),
    }));
}
