import type { Contract, ContractOperation, ContractSchema } from "../../contract/contract.ts";

/** What editors are told of the contracts and the vocabulary, besides the grammar. */
export interface EditorFacts {
  /** Oldest first. */
  readonly lines: readonly string[];
  readonly contracts: ReadonlyMap<string, Contract>;
  /** Of the services besides Kestra, by name. */
  readonly serviceContracts: ReadonlyMap<string, Contract>;
  /** Argument name -> description. */
  readonly vocabulary: Readonly<Record<string, string>>;
  /** The names of all tools. */
  readonly tools: readonly string[];
  /** The names of all operations that tools share. */
  readonly operations: readonly string[];
}

/** An operation of the contracts, on all the lines that have it. */
export interface RouteFact {
  /** `METHOD /path` */
  readonly request: string;
  readonly lines: readonly string[];
  /** Whether the open-source edition answers it on all of these lines. */
  readonly open: boolean;
  /** Whether only the Enterprise edition does, on all of these lines. */
  readonly enterprise: boolean;
  /** Some sentences: what it does, who answers it, what it takes and gives. */
  readonly description: string;
}

/** Every operation of the contracts, by path and method. */
export function routeFacts({
  lines,
  contracts,
}: Pick<EditorFacts, "lines" | "contracts">): readonly RouteFact[] {
  const found = new Map<string, { readonly line: string; readonly operation: ContractOperation }[]>();
  for (const line of lines) {
    for (const operation of contracts.get(line)?.operations ?? []) {
      const request = `${operation.method} ${operation.path}`;
      found.set(request, [...(found.get(request) ?? []), { line, operation }]);
    }
  }
  return [...found].sort(byPath).map(([request, on]) => {
    const open = on.every((it) => it.operation.editions.includes("oss"));
    const enterprise = on.every((it) => !it.operation.editions.includes("oss"));
    const known = on.map((it) => it.line);
    const newest = on.at(-1)?.operation;
    const who = open ? [] : [enterprise ? "Enterprise only." : "On some releases Enterprise only."];
    const where = known.length === lines.length ? [] : [`Kestra ${known.join(", ")}.`];
    const what = newest === undefined ? [] : told(newest);
    return { request, lines: known, open, enterprise, description: [...what, ...who, ...where].join(" ") };
  });
}

function told(operation: ContractOperation): readonly string[] {
  const {
    operationId,
    summary = words(operationId),
    deprecated,
    parameters,
    body,
    filters,
    answers,
  } = operation;
  const query = parameters.filter((it) => it.in === "query" && it.deprecated !== true);
  const takes = [
    ...(query.length > 0 ? [query.map((it) => (it.required ? `${it.name}!` : it.name)).join(", ")] : []),
    ...(filters === undefined ? [] : [`filters of ${filters}`]),
    ...(body === undefined ? [] : [bodyText(body.media)]),
  ];
  const gives = answers.filter((it) => it.status < 300).flatMap((it) => Object.entries(it.media))[0];
  return [
    `${summary.replace(/\.$/u, "")}${deprecated === true ? " (deprecated)" : ""}.`,
    ...(takes.length > 0 ? [`Takes ${takes.join("; ")}.`] : []),
    ...(gives === undefined ? [] : [`Gives ${typeText(gives[1], gives[0])}.`]),
  ];
}

/** `searchFlowsBySourceCode_1` -> `Search flows by source code` */
function words(operationId: string): string {
  const spaced = operationId
    .replace(/_\d+$/u, "")
    .replace(/([a-z0-9])([A-Z])/gu, "$1 $2")
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function bodyText(media: Readonly<Record<string, ContractSchema>>): string {
  return `body ${Object.entries(media)
    .map(([type, schema]) => typeText(schema, type))
    .join(" or ")}`;
}

/** `PagedResults_Flow_` for JSON that has a name, otherwise the media type. */
function typeText(schema: ContractSchema, media: string): string {
  if (!media.includes("json")) return media;
  if (schema.ref !== undefined) return schema.ref;
  if (schema.type === "array")
    return `${schema.items === undefined ? "any" : typeText(schema.items, media)}[]`;
  return schema.type ?? "any JSON";
}

function byPath([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  const [left, right] = [a, b].map((it) => it.split(" ").toReversed().join(" "));
  return (left ?? "") < (right ?? "") ? -1 : 1;
}
