import { argumentName } from "../words/names.ts";
import { mapOf, text, type SchemaDocument } from "../words/schema.ts";

/** `specs/vocabulary.yaml` */
export const vocabularySchema: SchemaDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "vocabulary.schema.json",
  title: "the vocabulary",
  ...mapOf(argumentName, text),
};
