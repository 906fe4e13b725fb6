import { exampleDefinitions } from "./example.ts";
import { argumentName, toolName } from "../words/names.ts";
import { behaviourKeys, behaviourRules, operationDefinitions } from "./operation.ts";
import { outputDefinitions } from "../../forms/forms.ts";
import { paramDefinitions } from "./param.ts";
import { closed, described, ref, refused, type Schema, type SchemaDocument } from "../words/schema.ts";

const ofAnAction = [
  "request",
  "calls",
  "uses",
  "offline",
  "upsert",
  "chain",
  "set",
  "media",
  "output",
  "on",
  "advice",
  "pages",
  "limit",
  "brief",
  "resource",
  "examples",
  "because",
] as const;

const actions: Schema = {
  type: "object",
  properties: {
    by: described("What the argument that picks is called; `action` where absent.", argumentName),
    default: described("The action where the agent names none.", toolName),
  },
  propertyNames: toolName,
  additionalProperties: ref("action"),
};

/** One tool: `specs/<toolset>/<tool>.yaml`. */
export const toolSchema: SchemaDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tool.schema.json",
  ...closed(
    "a tool",
    {
      ...behaviourKeys,
      aliases: described("Former names, which keep working.", {
        type: "array",
        uniqueItems: true,
        items: toolName,
      }),
      view: described(
        "What shows the results to people, where the client can: `specs/views/<name>.ts`, which is typed by the output. Its tool must be `effect: read`.",
        toolName,
      ),
      actions: described(
        "Name -> an operation: one tool, and the agent's `action` picks. Parameters of the tool are those of every action.",
        actions,
      ),
    },
    ["description"],
  ),
  if: { type: "object", required: ["actions"] },
  then: {
    type: "object",
    properties: Object.fromEntries(
      ofAnAction.map((key) => [
        key,
        refused(`\`${key}\` cannot stand beside \`actions\`: it belongs to one of them`),
      ]),
    ),
  },
  else: behaviourRules("a tool without `actions` or `calls`"),
  $defs: {
    ...operationDefinitions,
    ...paramDefinitions,
    ...outputDefinitions,
    ...exampleDefinitions,
  },
};
