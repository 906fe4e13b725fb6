import { callName } from "../words/names.ts";
import { mapOf, ref, type SchemaDocument } from "../words/schema.ts";
import { toolSchema } from "./tool.ts";

/** Requests that tools share, by name: `specs/operations/<area>.yaml`. */
export const operationsSchema: SchemaDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "operations.schema.json",
  title: "the operations of an area",
  ...mapOf(callName, ref("call")),
  minProperties: 1,
  $defs: toolSchema.$defs ?? {},
};
