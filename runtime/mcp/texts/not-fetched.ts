import { holesIn } from "../../catalog/holes.ts";
import type { PromptArgument, PromptCall, PromptDefinition } from "../../catalog/texts.ts";
import { asData } from "../../text/as-data.ts";
import type { CallGave } from "./fetched.ts";

/** A call of a prompt, and what it gave. */
export interface MadeCall {
  readonly name: string;
  readonly call: PromptCall;
  readonly given: CallGave;
}

/**
 * In words, that Kestra has no such thing as arguments name: which they are, what Kestra said, and where to look for what there
 * is.
 * @param listerOf the tool that tells what there is, by the name of completions
 * @returns undefined where each call found what it is about, and where none of the arguments names a thing
 */
export function missingThing(
  { name, arguments: known }: PromptDefinition,
  made: readonly MadeCall[],
  values: Readonly<Record<string, string>>,
  listerOf: (completions: string) => string | undefined,
): string | undefined {
  for (const { call, given } of made) {
    const named = given.failed === "missing" ? thingsNamed(call, known, values) : [];
    if (named.length > 0) {
      const things = named.map((it) => `${it.name} ${JSON.stringify(values[it.name]?.slice(0, 200))}`);
      const lister = listerOf(named.at(-1)?.complete ?? "");
      const where =
        lister === undefined || given.text.includes(lister) ? "" : ` ${lister} tells what there is.`;
      return `${name}: there is nothing with ${things.join(" and ")}. ${given.text}${where}`;
    }
  }
  return undefined;
}

/** The arguments of a call that name something: those for which a completion offers what there is. */
function thingsNamed(
  call: PromptCall,
  known: readonly PromptArgument[],
  values: Readonly<Record<string, string>>,
): readonly PromptArgument[] {
  const holes = Object.values(call.with).flatMap((value) =>
    typeof value === "string" ? holesIn(value).map(({ name }) => name) : [],
  );
  return known.filter(
    ({ name, complete }) => complete !== undefined && holes.includes(name) && Object.hasOwn(values, name),
  );
}

/** What is said first where calls failed: what gave nothing, and why, in a fence for each reason. */
export function failuresSaid(made: readonly MadeCall[]): readonly string[] {
  const failed = made.filter(({ given }) => given.failed !== undefined);
  const reasons = [...new Set(failed.map(({ given }) => given.text))];
  return reasons.map((reason) => {
    const tools = [
      ...new Set(failed.filter(({ given }) => given.text === reason).map(({ call }) => call.tool)),
    ];
    const names = tools.map((tool) => `\`${tool}\``).join(", ");
    return `Not all could be fetched: ${names} failed. Say that first, with what to do about it:\n\n${asData(tools.join(" "), reason)}`;
  });
}

/** What stands in the place of what a call gives. */
export function shownOf({ call, given }: MadeCall): string {
  return given.failed === undefined
    ? asData(call.tool, given.text)
    : `(Nothing: \`${call.tool}\` failed, as is said above.)`;
}
