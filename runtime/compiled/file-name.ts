import { InputError } from "../errors.ts";
import { own, say } from "../text/said.ts";

/**
 * The name of a file that Kestra puts into a URI, in which a flow then sees it: what a URI cannot hold, or what ends its
 * path, is percent-encoded. A name that is a part of a URI already stays as it is.
 * @param input that the file is for, for messages
 * @throws InputError for a name that is empty, climbs or holds a control character
 */
export function uriFileName(name: string, input: string): string {
  const reason =
    name.trim() === ""
      ? "is empty"
      : name.split(/[/\\]/).some((it) => it === "." || it === "..")
        ? "is a way to other places"
        : /[\u0000-\u001f\u007f]/.test(name)
          ? "holds a control character"
          : undefined;
  if (reason !== undefined) {
    throw new InputError(
      say`${input}: the file name ${JSON.stringify(name)} ${own(reason)}; give one such as "data.csv".`,
    );
  }
  return isEncoded(name) ? name : name.replace(unsafe, encodeURIComponent);
}

/** Kestra's server takes `:`, `,`, `=` and `;` of a file name for a space, and drops quotes. */
const unsafe = /[%#?:,=;"<>\\^`{|}[\]\p{Z}\u0080-\u009f]/gu;

/** True for a name whose escapes all mean a character that may stand in a name. */
function isEncoded(name: string): boolean {
  if (!/%/.test(name) || name.replace(/%[0-9a-f]{2}/gi, "").match(unsafe) !== null) return false;
  return !/%(?:[01][0-9a-f]|2[ef]|5c|7f)/i.test(name);
}
