import {
  textLike,
  closed,
  described,
  mapOf,
  oneOf,
  text,
  type Schema,
  type SchemaDocument,
} from "../words/schema.ts";
import { rolesProperties } from "./roles.ts";
import { toolName } from "../words/names.ts";

const toolsetName = textLike(
  "^[a-z][a-z0-9-]*$",
  "is not a legal name: it has lower-case letters, digits and hyphens, and starts with a letter",
  { maxLength: 40 },
);

const names: Schema = { type: "array", uniqueItems: true, items: { $ref: "#/$defs/name" } };

/** `specs/toolsets.yaml` */
export const toolsetsSchema: SchemaDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "toolsets.schema.json",
  ...closed(
    "the file of toolsets",
    {
      toolsets: described("Name of a folder of specs -> what it holds.", {
        ...mapOf(
          toolsetName,
          closed(
            "a toolset",
            {
              title: described("What people read.", text),
              description: described("What its tools are for, in a sentence.", text),
              edition: described("`ee` where all its tools need the Enterprise edition.", oneOf(["ee"])),
              default: described("Whether its tools are listed where nothing is configured.", {
                type: "boolean",
              }),
              made: described(
                "Its tools are made of what an instance has: neither of these is a tool by itself.",
                closed(
                  "what tools are made with",
                  {
                    list: described("The spec that says of what they are made.", { $ref: "#/$defs/name" }),
                    run: described("The spec that says what a call of one does.", { $ref: "#/$defs/name" }),
                  },
                  ["list", "run"],
                ),
              ),
            },
            ["title", "description", "default"],
          ),
        ),
      }),
      presets: described(
        "Name -> the tools that it stands for in the configuration.",
        mapOf(
          toolsetName,
          closed(
            "a preset",
            {
              description: described("What it is for, in a sentence.", text),
              reads: described("`true` where it stands for no action of its tools that changes something.", {
                enum: [true],
              }),
              tools: described("The tools that it stands for.", names),
            },
            ["description", "tools"],
          ),
        ),
      ),
      roles: described(
        "Name -> roles that come with the program, written as in a file of KESTRA_MCP_ROLES_FILE.",
        mapOf(toolsetName, closed("the roles", rolesProperties, ["roles"])),
      ),
      planned: described("Tools that a preset names and that nobody has built yet.", names),
    },
    ["toolsets", "presets"],
  ),
  $defs: { name: toolName },
};

/** The same for editors, which offer the names of the tools. */
export function editorToolsetsSchema(tools: readonly string[]): SchemaDocument {
  const defaultSnippets = tools.map((name) => ({ bodyText: name }));
  return { ...toolsetsSchema, $defs: { name: { ...toolName, defaultSnippets } } };
}
