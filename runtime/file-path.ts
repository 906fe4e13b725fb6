import { InputError } from "./errors.ts";
import { own, say } from "./said.ts";

/**
 * The path of a file or directory in a store of files: without empty segments and `.`, with a slash in front where one
 * was given. Its root is no such path, so that no request is ever about all files at once.
 * @throws InputError for the root, and for what a store may read as another path: `..`, a backslash, a control character
 */
export function filePath(value: string, argument: string): string {
  const path = segments(value, argument).join("/");
  if (path !== "") return value.startsWith("/") ? `/${path}` : path;
  throw new InputError(
    say`${own(argument)}: ${JSON.stringify(value)} is the root; name a file or directory in it.`,
  );
}

/** As `filePath`, but the root too: undefined, which is not sent. @throws InputError as `filePath` */
export function directoryPath(value: string, argument: string): string | undefined {
  return segments(value, argument).length === 0 ? undefined : filePath(value, argument);
}

/**
 * A path where the server reads a URI: from the root on, since a URI could name a host or a scheme otherwise.
 * @throws InputError as `filePath`, and for a character with which another path would be meant
 */
export function fileUri(value: string, argument: string): string {
  const path = filePath(value, argument);
  const special = /[%#?]/.exec(path)?.[0];
  if (special === undefined) return path.startsWith("/") ? path : `/${path}`;
  throw new InputError(
    say`${own(argument)}: ${JSON.stringify(value)} holds ${special}, with which another path would be meant here.`,
  );
}

function segments(value: string, argument: string): string[] {
  const all = value.split("/");
  const reason = all.includes("..")
    ? "climbs with `..`; give the path from the root"
    : value.includes("\\")
      ? "holds a backslash; directories end with /"
      : /[\u0000-\u001f\u007f]/.test(value)
        ? "holds a control character"
        : undefined;
  if (reason !== undefined)
    throw new InputError(say`${own(argument)}: ${JSON.stringify(value)} ${own(reason)}.`);
  return all.filter((segment) => segment !== "" && segment !== ".");
}
