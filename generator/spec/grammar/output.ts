import { argumentName, byLine } from "./names.ts";
import { closed, described, mapOf, ref, text, textLike, type Schema } from "./schema.ts";

const pickHelp =
  "What is kept: `id`, `outputs?` (where it is; its absence is no error), `flow_id: flowId`, `state: state.current`, `task_runs: { each: taskRunList, pick: [...] }` or `meta: { from: metadata, pick: [...] }`.";

const pickOrText = `${pickHelp} Beside \`each\` also a single text: the bare value at that path. Absent there: whole rows.`;

const picks: Schema = { type: "array", minItems: 1, items: ref("picked") };

const pick: Schema = described(pickHelp, picks);

const rowKeys = {
  each: described("The path of the answer's list; `.` where the answer itself is the list.", text),
  as: described(
    "The key that the rows come under. Without `each`: the key that the answer itself comes under.",
    argumentName,
  ),
} as const;

const withKeys = {
  with: described(
    "`noun.name`: a function that specs/functions/<noun>.ts exports. It is given what is picked (with `each`, of each row).",
    textLike(
      "^[a-z][a-z0-9-]*[.][a-zA-Z][a-zA-Z0-9]*$",
      "is not a function: it is `noun.name`, such as `text.shortened` for `shortened` of specs/functions/text.ts",
    ),
  ),
  gives: described("What that function returns, as a shape: `{ result: string }`.", ref("shapeOf")),
} as const;

const withNeeds: Schema = { dependentRequired: { with: ["gives"], gives: ["with"] } };

/** The keys of all forms of an output; which of them may stand together, the forms say. */
export const outputKeys: Readonly<Record<string, Schema>> = {
  ...rowKeys,
  pick: described(pickOrText, {}),
  keep: described("More of the answer's root, beside the rows.", {}),
  bare: described("The text of the result is the bare list.", {}),
  text: described("The path of the text that becomes `result`; `.` where the answer itself is the text.", {}),
  file: described("The key that the content of the answer's file comes under.", {}),
  ...withKeys,
};

const rows: Schema = {
  ...withNeeds,
  ...closed(
    "an output of rows",
    {
      ...rowKeys,
      ...withKeys,
      pick: described(pickOrText, {
        if: { type: "string" },
        then: text,
        else: picks,
      }),
      keep: described("More of the answer's root, beside the rows.", picks),
      bare: described("The text of the result is the bare list.", { type: "boolean" }),
    },
    ["each", "as"],
  ),
};

/** What the agent gets back: the forms of one request's output, and the shape that steps return. */
export const outputDefinitions: Readonly<Record<string, Schema>> = {
  output: {
    if: { type: "object" },
    then: {
      type: "object",
      if: { type: "object", required: ["each"] },
      then: rows,
      else: {
        if: { type: "object", required: ["pick"] },
        then: {
          ...withNeeds,
          ...closed("an output that picks", { pick: described(pickOrText, picks), ...withKeys }),
        },
        else: { type: "object" }, // what constants may be, the compiler tells
      },
    },
    else: text,
  },
  outputs: byLine("output"),
  picked: {
    if: { type: "object" },
    then: { type: "object", minProperties: 1, additionalProperties: ref("pickedAs") },
    else: text,
  },
  pickedAs: {
    if: { type: "object" },
    then: {
      type: "object",
      if: { type: "object", required: ["link"] },
      then: closed("a link", {
        link: described(
          "A page of Kestra's user interface, with `{argument}` holes: `flows/{namespace}`.",
          text,
        ),
      }),
      else: closed(
        "a picked value",
        {
          each: described("The path of a list, of whose items something is picked.", text),
          from: described("The path of an object, of which something is picked.", text),
          pick,
        },
        ["pick"],
      ),
    },
    else: text,
  },
  shape: described(
    "What the steps return, by example: leaves are `string`, `integer`, `number`, `boolean`, `object` or `any`, with `?` at the end where optional; `[shape]` is a list.",
    mapOf({ type: "string" }, ref("shapeOf")),
  ),
  shapeOf: {
    if: { type: "string" },
    then: textLike(
      "^(string|integer|number|boolean|object|any)[?]?$",
      "is not a type: write string, integer, number, boolean, object or any, with ? at the end where it is optional",
    ),
    else: {
      if: { type: "array" },
      then: { type: "array", minItems: 1, maxItems: 2, prefixItems: [ref("shapeOf"), { const: "?" }] },
      else: ref("shape"),
    },
  },
};
