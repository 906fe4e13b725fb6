import { InputError } from "../errors.ts";
import { own, say } from "../text/said.ts";

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
  return isRoot(value, argument) ? undefined : filePath(value, argument);
}

/**
 * A path of which the server makes a URI, in which it writes a space as `+`.
 * @throws InputError as `filePath`, and for a character that a URI reads otherwise or cannot hold
 */
export function plusPath(value: string, argument: string): string {
  return plain(filePath(value.replaceAll(" ", "+"), argument), value, argument);
}

/** As `plusPath`, but the root too: undefined, which is not sent. @throws InputError as `plusPath` */
export function plusDirectory(value: string, argument: string): string | undefined {
  return isRoot(value, argument) ? undefined : plusPath(value, argument);
}

/** As `plusPath`, from the root on: a URI of its own could name a host or a scheme otherwise. @throws InputError as `plusPath` */
export function plusUri(value: string, argument: string): string {
  return rooted(plusPath(value, argument));
}

/**
 * A path where the server reads a URI, whose escapes it may not read: from the root on.
 * @throws InputError as `filePath`, and for a space or a character that a URI reads otherwise or cannot hold
 */
export function fileUri(value: string, argument: string): string {
  return rooted(plain(filePath(value, argument), value, argument));
}

/** A path where the server reads a URI and its escapes: from the root on, percent-encoded. @throws InputError as `filePath` */
export function encodedUri(value: string, argument: string): string {
  return rooted(filePath(value, argument)).replace(unsafe, encodeURIComponent);
}

/** True where a path is another, or lies in it; nothing lies in what is not given. */
export function liesIn(place: string | null | undefined, whole: string | null | undefined): boolean {
  const [inner, outer] = [segmentsOf(place), segmentsOf(whole)];
  return outer.length > 0 && outer.every((segment, i) => segment === inner[i]);
}

/** True where a path ends with a slash, which names a directory; the root is no such path. */
export function namesDirectory(path: string | null | undefined): boolean {
  return /\/\s*$/.test(path ?? "") && segmentsOf(path).length > 0;
}

function segmentsOf(path: string | null | undefined): string[] {
  return (path ?? "").split("/").filter((segment) => segment !== "" && segment !== ".");
}

/** What a URI reads otherwise or cannot hold in a path, or a form reads otherwise. */
const unsafe = /[%#?+"<>^`{|}[\]\p{Z}\u0080-\u009f]/gu;

function plain(path: string, value: string, argument: string): string {
  const [special] = path.replaceAll("+", "").match(unsafe) ?? [];
  if (special === undefined) return path;
  const what = special === " " ? "a space" : special;
  const why = "%#?".includes(special)
    ? "with which another path would be meant here"
    : "which Kestra does not take here";
  const instead = path.replace(unsafe, (it) => (it === "+" ? it : "_"));
  throw new InputError(
    say`${own(argument)}: ${JSON.stringify(value)} holds ${own(what)}, ${own(why)}: Kestra makes a URI of it. ${JSON.stringify(instead)} would do.`,
  );
}

function rooted(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

function isRoot(value: string, argument: string): boolean {
  return segments(value, argument).length === 0;
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
