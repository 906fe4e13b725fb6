import { functionName } from "../words/function.ts";
import { argumentName, callName, toolName } from "../words/names.ts";
import {
  closed,
  described,
  mapOf,
  oneOf,
  ref,
  text,
  type Schema,
  type SchemaDocument,
} from "../words/schema.ts";

/** The arguments of a call that a prompt, a resource or a completion makes. */
export const withArguments: Schema = described(
  "Argument of the tool -> its value. `{{name}}` in a text is a hole; nothing after the colon is the hole of the same name.",
  mapOf(argumentName, {}),
);

/** Names of arguments: one, or a list. */
export const argumentNames: Schema = {
  anyOf: [argumentName, { type: "array", minItems: 1, uniqueItems: true, items: argumentName }],
};

const condition: Readonly<Record<string, Schema>> = {
  when: described("Arguments that must be given, or it is left out.", argumentNames),
  unless: described("Arguments that must not be given, or it is left out.", argumentNames),
};

const speaker =
  "Text with holes: `{{argument}}`, and `{{call.text}}`, what a call gave. A tool is named in backticks.";

/** What editors and the compiler know of all these files. */
export const textDefinitions: Readonly<Record<string, Schema>> = {
  tool: toolName,
};

/** What is called. */
export const toolKey: Schema = described(
  "A tool that only reads, or does so with the action that is given.",
  ref("tool"),
);

const pick: Schema = described(
  "What of its output the messages show: keys, with dots between one and those below it. Absent: all.",
  { type: "array", minItems: 1, uniqueItems: true, items: text },
);

/** The keys of a prompt. @param own those of an argument that only a prompt of the program has */
function promptProperties(own: Readonly<Record<string, Schema>> = {}): Readonly<Record<string, Schema>> {
  return {
    title: described("What people read in a menu. Absent: the name, in words.", text),
    description: described("What it is for, in a sentence.", text),
    arguments: described(
      "Name -> what a user is asked for: always a text.",
      mapOf(
        argumentName,
        closed(
          "an argument",
          {
            description: described("What the user reads.", text),
            optional: described("`true` where the user may leave it empty.", { type: "boolean" }),
            default: described("What it is where the user leaves it empty.", text),
            complete: described("The completions of specs/completions.yaml that are offered.", toolName),
            ...own,
          },
          ["description"],
        ),
      ),
    ),
    calls: described(
      "Name -> the call of a tool whose result the messages show. It is made as the user's own.",
      mapOf(callName, closed("a call", { tool: toolKey, with: withArguments, pick, ...condition }, ["tool"])),
    ),
    messages: described("What is said, part by part. Parts of one speaker are one message.", {
      type: "array",
      minItems: 1,
      items: {
        ...closed("a message", {
          user: described(speaker, text),
          assistant: described(speaker, text),
          optional: described(
            "`true` for a part that is left out where a tool that it names or shows is hidden. Else the whole prompt is.",
            oneOf([true]),
          ),
          ...condition,
        }),
        if: { required: ["user"] },
        then: { not: { required: ["assistant"] }, errorMessage: "has either `user` or `assistant`" },
        else: { required: ["assistant"] },
      },
    }),
  };
}

const reader = {
  with: described(
    "`noun.name`: a function that specs/functions/<noun>.ts exports, of the text and the time that it is. What it makes stands for the argument; an InputError of it is told.",
    functionName,
  ),
};

/** `specs/<toolset>/<name>.prompt.yaml` */
export const promptSchema: SchemaDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "prompt.schema.json",
  ...closed("a prompt", promptProperties(reader), ["description", "messages"]),
  $defs: textDefinitions,
};

/** The file that KESTRA_MCP_PROMPTS_FILE names. */
export const promptsSchema: SchemaDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "prompts.schema.json",
  ...closed(
    "the prompts",
    {
      prompts: described(
        "Name -> a prompt.",
        mapOf(toolName, closed("a prompt", promptProperties(), ["description", "messages"])),
      ),
    },
    ["prompts"],
  ),
  $defs: textDefinitions,
};
