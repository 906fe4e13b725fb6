import { argumentName } from "../words/names.ts";
import { closed, described, mapOf, text, type SchemaDocument } from "../words/schema.ts";

const word = closed(
  "a word",
  {
    description: described("What the agent reads of it.", text),
    within: described(
      "The argument that holds what this one is in, such as the namespace of a flow. Where a tool takes both, `outer/inner` given here says both.",
      argumentName,
    ),
    names: described(
      "What an argument of this name holds, in tools with several calls: a namespace, or the id of an execution or a list of them. By it is known which namespaces a call is about.",
      { enum: ["namespace", "execution"] },
    ),
  },
  ["description"],
);

/** `specs/vocabulary.yaml` */
export const vocabularySchema: SchemaDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "vocabulary.schema.json",
  title: "the vocabulary",
  ...mapOf(argumentName, { if: { type: "object" }, then: word, else: text }),
};
