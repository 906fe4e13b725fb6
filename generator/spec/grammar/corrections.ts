import { routeFacts, type EditorFacts } from "./contract-facts.ts";
import { closed, described, ref, text, textLike, type Schema, type SchemaDocument } from "../words/schema.ts";

/** `specs/corrections.yaml` @param facts the contracts, whose operations and schemas are offered */
export function correctionsSchema(facts: EditorFacts): SchemaDocument {
  const { lines, contracts } = facts;
  const schemas = new Set([...contracts.values()].flatMap((it) => Object.keys(it.schemas)));
  const resources = new Set([...contracts.values()].flatMap((it) => Object.keys(it.filters)));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "corrections.schema.json",
    title: "the corrections",
    type: "array",
    items: closed(
      "a correction",
      {
        lines: described("The lines that it repairs: `all`, or a list. Each of them must need it.", {
          anyOf: [
            { const: "all" },
            { type: "array", minItems: 1, uniqueItems: true, items: { enum: lines } },
          ],
        }),
        where: described(
          "What is repaired: `{ schema, at? }`, `{ operation, parameter? }`, `{ operation, body, at? }`, `{ operation, answer, media?, at? }` or `{ filters, field }`. `schema`, `operation` and `at` may each be a list.",
          ref("where"),
        ),
        change: described("How: one of `add`, `replace`, `set`, `optional`, `remove`.", ref("change")),
        reason: described("Why, in a sentence or two.", text),
        exchange: described(
          "The recorded exchange that shows it: `<line>/<scenario>: <name>`, of one of the lines.",
          textLike("^[0-9]+\\.[0-9]+/[\\w-]+: .", "is not an exchange: it is `<line>/<scenario>: <name>`"),
        ),
      },
      ["lines", "where", "change", "reason", "exchange"],
    ),
    $defs: {
      where,
      change,
      operation: {
        ...textLike("^(GET|POST|PUT|PATCH|DELETE) /\\S*$", "is not an operation: it is `METHOD /path`"),
        ...offered(routeFacts(facts).map((it) => it.request)),
      },
      schema: { ...text, ...offered([...schemas].sort()) },
      resource: { ...text, ...offered([...resources].sort()) },
    },
  };
}

const where: Schema = {
  ...closed("a place in the contract", {
    schema: described("A component schema, by its name.", listOr(ref("schema"))),
    operation: described("`METHOD /path`, as the contract writes it.", listOr(ref("operation"))),
    parameter: described("A parameter of the operation: `query.size`, `header.ttl`.", text),
    body: described("The media type of the operation's body.", text),
    answer: described("The HTTP status of one of the operation's answers.", {
      type: "integer",
      minimum: 100,
      maximum: 599,
    }),
    media: described("The media type of the answer.", text),
    at: described("Leads on into the schema: `results[].labels`; `*` are the values of a map.", listOr(text)),
    filters: described("A filter resource, such as `FLOW`.", ref("resource")),
    field: described("A field of the filter resource.", text),
  }),
  minProperties: 1,
};

const change: Schema = {
  ...closed("a change", {
    add: described("What is missing: a property, parameter, answer, operation or filter field.", {}),
    replace: described("What stands there instead: a schema, an answer, an operation.", {}),
    set: described("Facts of a schema, parameter or operation; null takes one away.", {
      type: "object",
      minProperties: 1,
    }),
    optional: described("Properties that are not always there.", { type: "array", minItems: 1, items: text }),
    remove: described("`true`: it is taken away.", { const: true }),
  }),
  minProperties: 1,
};

function listOr(schema: Schema): Schema {
  return { anyOf: [schema, { type: "array", minItems: 1, items: schema }] };
}

/** Texts that editors offer; there may be others. */
function offered(texts: readonly string[]): Schema {
  return { defaultSnippets: texts.map((it) => ({ bodyText: it })) };
}
