import type { Contract } from "../contract/contract.ts";
import { routeFacts, type EditorFacts, type RouteFact } from "../spec/grammar/contract-facts.ts";
import { argumentName } from "../spec/words/names.ts";
import { operationsSchema } from "../spec/grammar/operations.ts";
import { requestHelp } from "../spec/grammar/operation.ts";
import { outputKeys } from "../forms/forms.ts";
import { argumentFacts, mediaFacts, placeFacts } from "./place-facts.ts";
import { ref, type Schema, type SchemaDocument } from "../spec/words/schema.ts";
import { toolSchema } from "../spec/grammar/tool.ts";

/**
 * The schema of a tool for editors: the grammar, in which the places that a contract or the vocabulary can fill are
 * filled. The compiler uses the grammar alone, because it can say more of what the contracts lack.
 *
 * Alternatives are `anyOf` of constants, each with its own description: an editor shows that of the one which is there,
 * where an `enum` would show all of them.
 */
export function editorToolSchema(facts: EditorFacts): SchemaDocument {
  return { ...toolSchema, allOf: [enterprise, openSource], $defs: definitions(facts) };
}

/** Likewise of the operations that tools share. */
export function editorOperationsSchema(facts: EditorFacts): SchemaDocument {
  return { ...operationsSchema, $defs: definitions(facts) };
}

function definitions(facts: EditorFacts): Readonly<Record<string, Schema>> {
  const routes = routeFacts(facts);
  const grammar = toolSchema.$defs as Readonly<Record<string, Schema>>;
  return {
    ...grammar,
    action: { ...grammar.action, allOf: [enterprise] },
    call: { ...grammar.call, allOf: [enterprise] },
    callOrName: { anyOf: [ref("call"), { enum: facts.operations }] },
    ...routeDefinitions(facts, routes),
    argumentMap: argumentMap(facts),
    argument: { anyOf: [ref("param"), { type: "null" }] },
    places: byLineAs(facts.lines, "place"),
    outputs: byLineAs(facts.lines, "output"),
    output: { ...grammar.output, properties: outputKeys },
    place: { ...grammar.place, ...snippets(placeFacts(facts)) },
    set: constants(placeFacts(facts)),
    // Editors take a key of digits for a number, whatever stands there.
    status: { type: ["string", "integer"], minimum: 100, maximum: 599 },
    media: { enum: mediaFacts(facts) },
  };
}

/** What says that only Enterprise answers it has no request that the open-source edition answers. */
const enterprise: Schema = {
  if: { type: "object", required: ["edition"] },
  then: {
    type: "object",
    properties: { request: { ...ref("notOpen"), additionalProperties: ref("notOpen") } },
  },
};

/** A tool of one request that does not say so has none that only Enterprise answers. */
const openSource: Schema = {
  if: { type: "object", required: ["request"], not: { type: "object", required: ["edition"] } },
  then: {
    type: "object",
    properties: { request: { ...ref("notEnterprise"), additionalProperties: ref("notEnterprise") } },
  },
};

/** `requests`: a text, or a map of lines with the routes of each; and what is refused by edition. */
function routeDefinitions(
  { lines, serviceContracts }: EditorFacts,
  routes: readonly RouteFact[],
): Readonly<Record<string, Schema>> {
  const groups = new Map<string, RouteFact[]>();
  for (const route of routes) groups.set(groupOf(route), [...(groups.get(groupOf(route)) ?? []), route]);
  const named = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  const among = (fits: (route: RouteFact) => boolean): readonly Schema[] =>
    named.filter(([, list]) => list.every(fits)).map(([key]) => ref(key));
  const onLine = (line: string): Schema => ({
    title: `the request from Kestra ${line} on`,
    description: fromLine(line),
    anyOf: [
      refusedText(`is not a request of Kestra ${line}: it is \`METHOD /path\`, as the contract writes it`),
      ...among((it) => it.lines.includes(line)),
      { type: "null" },
    ],
  });
  return {
    ...Object.fromEntries(named.map(([key, list]) => [key, { anyOf: list.map(constant) }])),
    requests: {
      title: "the request, as the contract writes it",
      anyOf: [
        refusedText("is not a request that every release has: a map of release lines says another for each", {
          description: requestHelp,
          errorMessage: `is a text, or a map of the release lines ${lines.join(", ")}`,
        }),
        ...among((it) => it.lines.length === lines.length),
        {
          type: "object",
          description: requestHelp,
          properties: Object.fromEntries([
            ...lines.map((line) => [line, onLine(line)] as const),
            ...[...serviceContracts].map(([name, contract]) => [name, ofService(name, contract)] as const),
          ]),
          additionalProperties: false,
        },
      ],
    },
    notOpen: notAmong(
      routes.filter((it) => it.open),
      "is answered by the open-source edition too: remove `edition: ee`",
    ),
    notEnterprise: notAmong(
      routes.filter((it) => it.enterprise),
      "is answered by the Enterprise edition only: add `edition: ee`",
    ),
  };
}

/** A service has no lines: its one contract holds on all of them. */
function ofService(name: string, contract: Contract): Schema {
  const routes = routeFacts({ lines: [name], contracts: new Map([[name, contract]]) });
  return {
    title: `the request to the service ${name}`,
    description: `What is asked of the service ${name}, in place of Kestra. It stands alone.`,
    anyOf: [
      refusedText(`is not a request of ${name}: it is \`METHOD /path\`, as its contract writes it`),
      ...routes.map(constant),
    ],
  };
}

/** Refuses these routes. By a pattern, because editors show what a condition describes. */
function notAmong(routes: readonly RouteFact[], message: string): Schema {
  if (routes.length === 0) return {};
  const names = routes.map(({ request }) => request.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
  return { if: { type: "string", pattern: `^(${names.join("|")})$` }, then: refusedText(message) };
}

/** Routes of the same lines and editions stand together, so that each list names few groups. */
function groupOf({ lines, open, enterprise }: RouteFact): string {
  return `requests-${lines.join("-")}-${open ? "open" : enterprise ? "enterprise" : "both"}`;
}

function constant({ request, description }: RouteFact): Schema {
  return { const: request, description };
}

/** Refuses every text. Of alternatives that all fail alike, editors tell what the first one says. */
function refusedText(message: string, more: Schema = {}): Schema {
  return { type: "string", pattern: "^(?!)", patternErrorMessage: message, ...more };
}

function fromLine(line: string): string {
  return `From Kestra ${line} on, up to the next line that is named; \`~\` where it ended.`;
}

/** A value, or a map of lines, as alternatives: only of those do editors offer what may stand there. */
function byLineAs(lines: readonly string[], name: string): Schema {
  const each = lines.map(
    (line) => [line, { description: fromLine(line), anyOf: [ref(name), { type: "null" }] }] as const,
  );
  const map = { type: "object", properties: Object.fromEntries(each), additionalProperties: false };
  return { anyOf: [ref(name), map] };
}

/** The names that need no `to`, and what the vocabulary says of them. */
function argumentMap(facts: EditorFacts): Schema {
  const places = argumentFacts(facts);
  const names = [...new Set([...places.keys(), ...Object.keys(facts.vocabulary)])].sort();
  const known = names.map((name): readonly [string, Schema] => {
    const by = places.get(name) ?? [];
    const said = [
      facts.vocabulary[name] ?? "",
      by.length === 0 ? "" : `By its name it goes to ${by.join(" or ")}.`,
    ];
    return [name, { description: said.filter((it) => it !== "").join(" "), ...ref("argument") }];
  });
  return {
    type: "object",
    propertyNames: argumentName,
    properties: Object.fromEntries(known),
    additionalProperties: ref("argument"),
  };
}

/** Places that are offered, and not the only ones. */
function snippets(places: readonly string[]): Schema {
  return { defaultSnippets: places.map((place) => ({ bodyText: place })) };
}

function constants(places: readonly string[]): Schema {
  return {
    type: "object",
    propertyNames: { anyOf: [{ enum: places }, { type: "string" }] },
    additionalProperties: {},
  };
}
