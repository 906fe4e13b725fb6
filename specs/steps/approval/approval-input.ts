import type { AskedInput } from "./pause-question.ts";

/** What the name of an input says whose true means yes. */
const yes = /approv|accept|confirm|allow|agree|permit|proceed|continue|validat|go_?ahead|sign_?off|^ok$/;

/** What the name of an input says whose true means no. */
const no = /reject|den(?:y|ied)|declin|refus|disapprov|disagree|disallow|abort|^no$/;

/** The inputs that say no: of each boolean that names an approval, what it is set to. */
export type Refusals = Readonly<Record<string, boolean>>;

/**
 * Which inputs of a pause would say no, judged by the names of the boolean ones: `approved` is set to false, `rejected` to
 * true. Empty where none names an approval.
 */
export function refusals(inputs: readonly AskedInput[]): Refusals {
  const booleans = inputs.filter(({ type }) => type === "BOOL" || type === "BOOLEAN");
  return Object.fromEntries(
    booleans.flatMap(({ id, displayName = "" }): [string, boolean][] => {
      for (const name of [id, displayName].map(plain)) {
        if (no.test(name)) return [[id, true]];
        if (yes.test(name)) return [[id, false]];
      }
      return [];
    }),
  );
}

/** `isApproved` and `Is approved?` as `is_approved`. */
function plain(name: string): string {
  return name
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_|_$/g, "");
}
