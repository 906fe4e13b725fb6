import { InputError } from "../../runtime/errors.ts";
import { digestOf } from "../../runtime/digest.ts";
import { say } from "../../runtime/text/said.ts";

/** Characters of a token for all that was shown together, and for each of it: fewer would often stand for another of 1000 names. */
const size = { whole: 8, each: 4 };

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
 * @throws InputError where the token was not made by a preview, or by one of which nothing is known any more
 */
export function sincePreview(
  token: string,
  action: string,
  names: readonly string[],
  others: readonly string[],
): SincePreview | undefined {
  if (token === previewToken(action, names)) return undefined;
  const { whole, each } = size;
  if (!/^[\w-]+$/.test(token) || token.length <= whole || (token.length - whole) % each !== 0)
    throw noToken();
  const shown = new Set<string>();
  for (let at = whole; at < token.length; at += each) shown.add(token.slice(at, at + each));
  const wasShown = (name: string) => shown.has(digestOf(JSON.stringify([action, name]), each));
  const came = names.filter((name) => !wasShown(name));
  const went = others.filter(wasShown);
  const stayed = names.length - came.length;
  const lost = Math.max(0, shown.size - stayed - went.length);
  if (came.length === 0 && went.length === 0 && lost === 0) throw noToken();
  if (stayed === 0 && went.length === 0)
    throw new InputError(
      say`Nothing that the preview of this token showed is found for this action here: give the token as the preview answered it, or leave it out for a new one.`,
    );
  return { came, went, lost };
}

function noToken(): InputError {
  return new InputError(say`This is no token of a preview: give it as the preview answered it.`);
}
