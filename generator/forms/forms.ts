import { isObject } from "../../runtime/json.ts";
import type { YamlPath } from "../diagnostics/source-file.ts";
import type { OutputGrammar } from "../spec/spec.ts";
import { byLine } from "../spec/words/names.ts";
import { text as anyText, type Schema } from "../spec/words/schema.ts";
import { all } from "./all.ts";
import { constants } from "./constants.ts";
import { file } from "./file.ts";
import { first } from "./first.ts";
import type { Complain, OutputForm, WrittenOutput } from "./form.ts";
import { pick } from "./pick.ts";
import { pickedDefinitions } from "./picked.ts";
import { rows } from "./rows.ts";
import { sentence } from "./sentence.ts";
import { shapeDefinitions } from "./shape.ts";
import { text } from "./text.ts";
import { wrap } from "./wrap.ts";

/**
 * The forms of an output. The key of a later one counts before that of an earlier one: rows may be picked from. Without
 * such a key it is the first that takes what is written: constants take every map.
 */
const forms: readonly OutputForm[] = [sentence, all, pick, rows, first, text, file, wrap, constants];

/** Reads an output. What is malformed is reported and left out. */
export function readOutput(written: OutputGrammar, at: YamlPath, complain: Complain): WrittenOutput {
  for (const form of [...knowing(written), ...forms]) {
    const output = form.read(written, at, complain);
    if (output !== undefined) return output;
  }
  throw new Error(`No form takes the output ${JSON.stringify(written)}.`);
}

/** The forms whose key a map has, the last first. */
function knowing(written: unknown): readonly OutputForm[] {
  const isKnown = ({ by }: OutputForm) =>
    by !== undefined && isObject(written) && Object.hasOwn(written, by.key);
  return forms.filter(isKnown).toReversed();
}

/** The forms in a sentence. */
export const outputHelp = `What the agent gets back: ${listed(forms.map((form) => form.help))}.`;

/** The keys of all forms; which of them may stand together, the forms say. */
export const outputKeys: Readonly<Record<string, Schema>> = Object.assign(
  {},
  ...forms.map((form) => form.keys ?? {}),
) as Readonly<Record<string, Schema>>;

/** What the agent gets back: the forms of one request's output, and the shape that steps return. */
export const outputDefinitions: Readonly<Record<string, Schema>> = {
  output: { if: { type: "object" }, then: { type: "object", ...formSchema() }, else: anyText },
  outputs: byLine("output"),
  ...pickedDefinitions,
  ...shapeDefinitions,
};

/** What a map may be that has the key of a form, and what any other. */
function formSchema(): Schema {
  return forms.reduce<Schema>(
    (others, { by }) =>
      by === undefined
        ? others
        : { if: { type: "object", required: [by.key] }, then: by.schema, else: others },
    { type: "object" },
  );
}

/**
 * Which keys of a map another one is probably meant to be: a misspelt `each` would make constants of an output.
 * @returns nothing where a form knows the map by its key
 */
export function meantKeys(written: Readonly<Record<string, unknown>>, value: unknown): readonly string[] {
  return knowing(written).length > 0 ? [] : forms.flatMap((form) => form.meant?.(written, value) ?? []);
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}
