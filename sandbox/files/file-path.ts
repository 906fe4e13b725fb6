import type { Line } from "../line/line.ts";
import { pathOfUri } from "../executions/java-uri.ts";
import { Refusal } from "../executions/refusal.ts";

/** How the namespace file controller of each line reads the paths that it is sent. */

function climbs(path: string): boolean {
  return path === ".." || path.includes("../") || path.includes("/..");
}

/** Up to 1.3 the storage writes a space of a name as `+`. */
function stored(path: string, line: Line): string {
  return line === "2.0" ? path : path.replaceAll(" ", "+");
}

/** Where up to 1.3 the storage of a namespace keeps a file, as the URI that Kestra makes of its path. */
function storageUri(path: string, namespace: string): string {
  return `kestra:///${namespace.replaceAll(".", "/")}/_files${path}`;
}

/**
 * The place in the storage of a namespace that a path means up to 1.3: what a URI reads otherwise is gone from it. Throws a `Refusal`
 * (422) for a path that makes no URI.
 */
export function storagePlace(path: string, namespace: string): string {
  return pathOfUri(storageUri(path, namespace)).slice(storageUri("", namespace).length - "kestra:".length);
}

/**
 * A path as the line keeps it: from the root, without a slash at its end; the root itself is `/`. 1.0 keeps the place in its storage.
 * Throws a `Refusal` (422) for one that climbs, and on 1.0 for one that makes no URI.
 */
export function filePathOf(sent: string | null, line: Line, namespace: string): string {
  const path = sent ?? "";
  if (climbs(path)) {
    throw new Refusal(
      422,
      "Illegal argument: File should be accessed with their full path and not using relative '..' path.",
    );
  }
  const kept = `/${stored(path, line).split("/").filter(Boolean).join("/")}`;
  return line === "1.0" ? storagePlace(kept, namespace) : kept;
}

/**
 * The path that a move names, which Kestra reads as a URI of its own from 1.3 on. Throws a `Refusal` (422) for one that is none; 2.0 takes
 * a space.
 */
export function movedPathOf(sent: string | null, line: Line, namespace: string): string {
  if (line === "1.0") return filePathOf(sent, line, namespace);
  const text = sent ?? "";
  return filePathOf(pathOfUri(line === "2.0" ? text.replaceAll(" ", "%20") : text), line, namespace);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The directory that a path stands in; that of the root is the root. */
export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

/** Every directory above a path but the root, the topmost first. */
export function parentsOf(path: string): readonly string[] {
  const parent = parentOf(path);
  return parent === "/" ? [] : [...parentsOf(parent), parent];
}

/** Whether a path is a directory's own or one below it. */
export function isWithin(path: string, directory: string): boolean {
  return directory === "/" || path === directory || path.startsWith(`${directory}/`);
}

/** Where a path ends up when `from`, which is it or a directory above it, becomes `to`. */
export function moved(path: string, from: string, to: string): string {
  return `${to}${path.slice(from.length)}`;
}
