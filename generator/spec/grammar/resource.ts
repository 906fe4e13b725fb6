import { argumentName, toolName } from "../words/names.ts";
import { closed, described, mapOf, oneOf, text, textLike, type SchemaDocument } from "../words/schema.ts";
import { argumentNames, textDefinitions, toolKey, withArguments } from "./prompt.ts";

/** `specs/<toolset>/<name>.resource.yaml` */
export const resourceSchema: SchemaDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "resource.schema.json",
  ...closed(
    "a resource",
    {
      uri: described(
        "What addresses look like: `{name}` stands for one segment, `{+name}` for any part of the path, `{tenant}` for the tenant.",
        textLike(
          "^[a-z][a-z0-9+.-]*:(?:[^\\s{}?#]|\\{\\+?[A-Za-z]\\w*\\})+$",
          "is not a template of addresses, such as `scheme:///{+folder}/{argument}`",
        ),
      ),
      title: described("What people read in a menu. Absent: the name, in words.", text),
      description: described("What it holds, in a sentence.", text),
      media: described(
        "Its media type. Absent: what the tool says of it.",
        textLike("^[a-z]+/[a-z0-9.+-]+$", "is not a media type, such as `text/yaml`"),
      ),
      call: described(
        "What reads it. Holes are the variables of `uri`, and `{{uri}}`, the whole address.",
        closed("a call", { tool: toolKey, with: withArguments }, ["tool"]),
      ),
      text: described(
        "The key of the output that it holds. Absent: the text that the tool bounds, or else the whole output as JSON.",
        argumentName,
      ),
      complete: described(
        "Variable -> the completions of specs/completions.yaml that are offered.",
        mapOf(argumentName, toolName),
      ),
      links: described(
        "`true` where results of the tool name such addresses under `uri`: they then link to them.",
        oneOf([true]),
      ),
      example: described("An address. It may be of no other resource.", text),
    },
    ["uri", "description", "call", "example"],
  ),
  $defs: textDefinitions,
};

/** `specs/completions.yaml` */
export const completionsSchema: SchemaDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "completions.schema.json",
  title: "the completions",
  ...mapOf(toolName, {
    type: "array",
    minItems: 1,
    items: closed(
      "a lookup",
      {
        when: described(
          "Arguments that must be given: the first lookup for which they are is made.",
          argumentNames,
        ),
        tool: toolKey,
        with: withArguments,
        granted: described(
          "`true` for namespaces: where the tool is hidden from a caller whose roles are for some of them, these are offered.",
          oneOf([true]),
        ),
        rows: described("The key of the output's list.", argumentName),
        value: described("The key of a row that is offered. Absent: the row is a text.", argumentName),
      },
      ["tool", "rows"],
    ),
  }),
  description:
    "Name -> where what is offered comes from, while somebody types. `{{value}}` is what was typed.",
  $defs: textDefinitions,
};
