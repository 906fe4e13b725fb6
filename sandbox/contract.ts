import type { Edition, Line } from "./line.ts";
import type { RouteLine } from "./route-line.ts";
import { openRoutes } from "./contract-routes.ts";
import { tenantRoutes } from "./enterprise-routes.ts";
import { instanceRoutes } from "./instance-routes.ts";
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

const media: Readonly<Record<string, string>> = {
  json: "application/json",
  yaml: "application/x-yaml",
  form: "multipart/form-data",
  text: "text/plain",
};

/** Routes that Kestra answers without listing them, and what no line of the OpenAPI says of the listed ones. */
const unlisted: readonly RouteLine[] = [["/ping", "GET"]];

/** Up to 1.3 these take any body, and refuse later what they cannot read. */
const takesAnything: readonly string[] = [
  "POST /api/v1/{tenant}/flows",
  "POST /api/v1/{tenant}/flows/{namespace}",
  "PUT /api/v1/{tenant}/flows/{namespace}/{id}",
];

const operationOf = (path: string, word: string, line: Line): readonly Operation[] => {
  const found = /^(?<method>[A-Z]+)(:(?<media>[a-z+]+))?(@(?<lines>[\d.,]+))?$/.exec(word);
  const groups = found?.groups ?? {};
  if (groups["lines"] !== undefined && !groups["lines"].split(",").includes(line)) return [];
  const method = groups["method"] as Method;
  const open = line !== "2.0" && takesAnything.includes(`${method} ${path}`);
  const words = (groups["media"] ?? "json").split("+");
  const consumes = open || method === "GET" || words.includes("any") ? [] : words;
  return [
    { method, path, segments: path.split("/").slice(1), consumes: consumes.map((it) => media[it] ?? it) },
  ];
};

const operationsIn = (rows: readonly RouteLine[], base: string, line: Line): readonly Operation[] =>
  rows.flatMap(([path, methods]) =>
    methods.split(" ").flatMap((word) => operationOf(`${base}${path}`, word, line)),
  );

/** Every operation that a Kestra of this line and edition has. */
export const operationsOf = (line: Line, edition: Edition): readonly Operation[] => [
  ...operationsIn(unlisted, "", line),
  ...operationsIn(openRoutes, "/api/v1", line),
  ...(edition === "ee"
    ? [...operationsIn(tenantRoutes, "/api/v1", line), ...operationsIn(instanceRoutes, "/api/v1", line)]
    : []),
];
