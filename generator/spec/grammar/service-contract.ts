import {
  closed,
  described,
  mapOf,
  oneOf,
  ref,
  text,
  textLike,
  type Schema,
  type SchemaDocument,
} from "../words/schema.ts";

const count: Schema = { type: "integer", minimum: 0 };
const media = (of: string): Schema => described(`Media type -> ${of}.`, mapOf(text, ref("schema")));

const number: Schema = { type: "number" };
const several = (what: string): Schema =>
  described(what, { type: "array", minItems: 1, items: ref("schema") });

const schema: Schema = closed("a schema", {
  ref: described("The name of one of `schemas`, in place of all else.", text),
  type: described("Absent: any JSON.", oneOf(["string", "integer", "number", "boolean", "array", "object"])),
  nullable: described("`true`: it may be null.", oneOf([true])),
  format: described("Such as `date-time`.", text),
  enum: described("All values that there are.", {
    type: "array",
    minItems: 1,
    items: { type: ["string", "number"] },
  }),
  default: described("What is taken where nothing is sent.", {
    type: ["string", "number", "boolean", "null"],
  }),
  minimum: described("The least.", number),
  maximum: described("The most.", number),
  minLength: described("Characters at least.", count),
  maxLength: described("Characters at most.", count),
  minItems: described("Items at least.", count),
  maxItems: described("Items at most.", count),
  pattern: described("A regular expression of ECMAScript that a text matches.", text),
  items: described("What a list holds.", ref("schema")),
  properties: described("Key -> its value.", { type: "object", additionalProperties: ref("schema") }),
  required: described("Properties that are always there.", { type: "array", items: text }),
  additionalProperties: described("What stands under keys of no name known before.", ref("schema")),
  allOf: several("It is all of these."),
  oneOf: several("It is one of these."),
  anyOf: several("It is one of these, or several."),
});

const required: Schema = described("Whether it must be sent.", { type: "boolean" });

const parameter: Schema = closed(
  "a parameter",
  {
    name: described("As it is sent.", text),
    in: described("Where it is sent.", oneOf(["path", "query", "header"])),
    required,
    schema: described("What it may be.", ref("schema")),
    description: described("For people who write a spec.", text),
  },
  ["name", "in", "required", "schema"],
);

const body: Schema = closed("a body", { required, media: media("what is sent") }, ["required", "media"]);

const answer: Schema = closed(
  "an answer",
  {
    status: described("Of HTTP.", { type: "integer", minimum: 100, maximum: 599 }),
    media: media("what comes; empty where there is no body"),
  },
  ["status", "media"],
);

const operation: Schema = closed(
  "an operation",
  {
    method: described("Of HTTP.", oneOf(["GET", "POST", "PUT", "PATCH", "DELETE"])),
    path: described(
      "From the service's address on, with `{holes}`.",
      textLike("^/[^\\s?#]*$", "is not a path: it begins with /, and has no query"),
    ),
    summary: described("What it does, for people who write a spec.", text),
    source: described("Where it is known from: a page, a recording, a release.", text),
    parameters: described("In the path, the query and the head.", { type: "array", items: parameter }),
    body: described("What it takes as its body.", body),
    answers: described("What it answers, by status.", { type: "array", minItems: 1, items: answer }),
  },
  ["method", "path", "source", "parameters", "answers"],
);

/** What a service besides Kestra answers, written by hand: `specs/contracts/<service>/contract.json`. */
export const serviceContractSchema: SchemaDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "service-contract.schema.json",
  ...closed(
    "the contract of a service",
    {
      $schema: described("Of this file, for editors.", text),
      operations: described("Each request that it answers, and where that is known from.", {
        type: "array",
        minItems: 1,
        items: operation,
      }),
      schemas: described("Name -> a schema that `ref` names.", mapOf(text, ref("schema"))),
    },
    ["operations", "schemas"],
  ),
  $defs: { schema },
};
