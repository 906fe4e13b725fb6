import type { Line } from "../engine/dialect.ts";
import { Refusal } from "../engine/refusal.ts";

/** How the namespace file controller of each line reads the paths that it is sent. */

const climbs = (path: string): boolean => path === ".." || path.includes("../") || path.includes("/..");

/** Up to 1.3 the storage writes a space of a name as `+`. */
const stored = (path: string, line: Line): string => (line === "2.0" ? path : path.replaceAll(" ", "+"));

/**
 * A path as the line keeps it: from the root, without a slash at its end; the root itself is `/`. Throws a `Refusal` (422) for
 * one that climbs.
 */
export const filePathOf = (sent: string | null, line: Line): string => {
  const path = sent ?? "";
  if (climbs(path)) {
    throw new Refusal(
      422,
      "Illegal argument: File should be accessed with their full path and not using relative '..' path.",
    );
  }
  return `/${stored(path, line).split("/").filter(Boolean).join("/")}`;
};

/** Throws a `Refusal` (422) for a path that Java reads as no URI, because it holds a space. */
export const refuseSpaces = (sent: string | null): void => {
  const place = (sent ?? "").indexOf(" ");
  if (place >= 0) {
    throw new Refusal(422, `Illegal argument: Illegal character in path at index ${place}: ${sent ?? ""}`);
  }
};

export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** The directory that a path stands in; that of the root is the root. */
export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/")) || "/";

/** Every directory above a path but the root, the topmost first. */
export const parentsOf = (path: string): readonly string[] => {
  const parent = parentOf(path);
  return parent === "/" ? [] : [...parentsOf(parent), parent];
};

/** Whether a path is a directory's own or one below it. */
export const isWithin = (path: string, directory: string): boolean =>
  directory === "/" || path === directory || path.startsWith(`${directory}/`);

/** Where a path ends up when `from`, which is it or a directory above it, becomes `to`. */
export const moved = (path: string, from: string, to: string): string => `${to}${path.slice(from.length)}`;
