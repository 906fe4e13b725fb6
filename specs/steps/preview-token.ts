import { InputError } from "../../runtime/errors.ts";
import { digestOf } from "../../runtime/digest.ts";
import { say } from "../../runtime/text/said.ts";

/** Characters of a token for all that was shown together, and for each of it. */
const size = { whole: 8, each: 3 };

/**
 * Stands for what a preview showed, so that a later call changes exactly that, though nothing is kept in between: a digest of
 * the action and of all names, then a short one of each name, which tells what came and what went.
 * @param names in any order, each once
 */
export function previewToken(action: string, names: readonly string[]): string {
  const all = names.toSorted();
  const each = all.map((name) => digestOf(JSON.stringify([action, name]), size.each));
  return digestOf(JSON.stringify([action, ...all]), size.whole) + each.join("");
}

/** What has changed since a preview. */
interface SincePreview {
  readonly came: readonly string[];
  /** Those of the names that are known which no longer match. */
  readonly went: readonly string[];
  /** How many of what was shown are not known any more. */
  readonly lost: number;
}

/**
 * Compares what matches with what a preview showed.
 * @param names what matches now
 * @param others what does not match, among which is looked for what did
 * @returns undefined where it is the same
 * @throws InputError where the token was not made by a preview
 */
export function sincePreview(
  token: string,
  action: string,
  names: readonly string[],
  others: readonly string[],
): SincePreview | undefined {
  if (token === previewToken(action, names)) return undefined;
  const { whole, each } = size;
  if (!/^[\w-]+$/.test(token) || token.length < whole || (token.length - whole) % each !== 0)
    throw new InputError(say`This is no token of a preview: give it as the preview answered it.`);
  const shown = new Set<string>();
  for (let at = whole; at < token.length; at += each) shown.add(token.slice(at, at + each));
  const wasShown = (name: string) => shown.has(digestOf(JSON.stringify([action, name]), each));
  const came = names.filter((name) => !wasShown(name));
  const went = others.filter(wasShown);
  return { came, went, lost: Math.max(0, shown.size - (names.length - came.length) - went.length) };
}
