import { functionName, givenNames } from "../words/function.ts";
import { byLine } from "../words/names.ts";
import { closed, described, oneOf, ref, text, type Schema } from "../words/schema.ts";

const places = [
  "`path.x`, `query.x`, `query.x:pairs` (repeated `key:value`)",
  "`body`, `body.x`, `body[].x`, `form.x`, `form.x.text`, `form.x.base64` (a file), `form.*` (a part for each key)",
  "`filter.field.OPERATION`, `filter.labels.EQUALS.*`, `filter.*` (whatever the search takes, in Kestra's own form)",
].join("; ");

const formats = [
  "`date-time`, an ISO 8601 date or date-time, with a zone",
  "`file-path`, the path of a file or directory, never the root; `directory-path`, the root too",
  "`plus-path`, `plus-directory`, the same where Kestra makes a URI of it and writes a space as `+`; `plus-uri`, from the root on",
  "`file-uri`, a path where Kestra reads a URI; `encoded-uri`, one whose escapes it reads",
].join("; ");

/** What an argument may be said to be: all that the contract and the vocabulary do not say. */
export const paramDefinitions: Readonly<Record<string, Schema>> = {
  places: byLine("place"),
  place: text,
  formats: byLine("format"),
  format: oneOf([
    "date-time",
    "file-path",
    "directory-path",
    "plus-path",
    "plus-directory",
    "plus-uri",
    "file-uri",
    "encoded-uri",
  ]),
  param: {
    dependentRequired: { of: ["with"] },
    ...closed("an argument", {
      to: described(
        `Where in the request it goes: ${places}. Absent: to the contract's name whose snake_case is the argument's. May be a map of release lines.`,
        ref("places"),
      ),
      type: described(
        "Its JSON type, where no contract says it, as of those of steps, or the lines say different ones. `any`: any JSON, which clients may also give as text.",
        oneOf(["string", "integer", "number", "boolean", "array", "object", "any"]),
      ),
      items: described("What a list holds, where no contract says it.", oneOf(["string"])),
      format: described(`How it is sent: ${formats}. May be a map of release lines.`, ref("formats")),
      default: described("The value where the agent gives none; makes the argument optional.", {}),
      enum: described("The only values it takes, of those that the contract knows.", {
        type: "array",
        minItems: 1,
        uniqueItems: true,
        items: { type: ["string", "number"] },
      }),
      min: described("The least it may be, within the contract's bounds; of a text its length.", {
        type: "number",
      }),
      max: described("The most it may be, within the contract's bounds; of a text its length.", {
        type: "number",
      }),
      description: described(
        "What the agent reads of it. Absent: what specs/vocabulary.yaml says of its name.",
        text,
      ),
      aliases: described("Other names by which it is taken, and which are not listed.", {
        type: "array",
        minItems: 1,
        uniqueItems: true,
        items: text,
      }),
      optional: described("Whether the agent may leave it out, where the contract says otherwise.", {
        type: "boolean",
      }),
      long: described(
        "Its text may be long, such as a YAML or a prompt: as long as a request. Others are held to what a name or a search has; a text that is a body or a file by itself may be long anyway.",
        { const: true },
      ),
      with: described(
        "`noun.name`: a function that specs/functions/<noun>.ts exports. What it makes is sent in place of the argument; what it gives as undefined is not sent.",
        functionName,
      ),
      of: described(
        "What that function is given, in order: names of arguments. Absent: the argument itself. An argument that goes nowhere by itself may stand here.",
        givenNames,
      ),
      omit: described('Not sent at all where it is "", 0 or false: that means "not given".', {
        type: "boolean",
      }),
    }),
  },
};
