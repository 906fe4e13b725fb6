import { Refusal } from "../executions/refusal.ts";
import { isWithin, moved, nameOf, parentOf, parentsOf } from "./file-path.ts";
import { placeOf, type FileEntry, type NamespaceFiles } from "./namespace-files.ts";

interface Node {
  /** Undefined: a directory. */
  readonly bytes?: Uint8Array;
  readonly created: number;
  readonly modified: number;
}

/** What a directory of a disk takes. */
const directorySize = 4096;

function entryOf(path: string, { bytes, created, modified }: Node): FileEntry {
  return {
    type: bytes === undefined ? "Directory" : "File",
    name: path === "/" ? "_files" : nameOf(path),
    size: bytes?.length ?? directorySize,
    created,
    modified,
  };
}

/** The files of namespaces as 1.0 keeps them: a tree on a disk, without revisions. `now` is in milliseconds since 1970. */
export function diskFiles(tenant: string, now: () => number): NamespaceFiles {
  const trees = new Map<string, Map<string, Node>>();

  const directory = (): Node => ({ created: now(), modified: now() });

  const treeOf = (namespace: string): Map<string, Node> => {
    const tree = trees.get(namespace) ?? new Map<string, Node>([["/", directory()]]);
    trees.set(namespace, tree);
    return tree;
  };

  const missing = (namespace: string, path: string, why = ""): Refusal =>
    new Refusal(404, `Not Found: ${placeOf(tenant, namespace, path)}${why}`);

  const nodeOf = (namespace: string, path: string, why = ""): Node => {
    const node = treeOf(namespace).get(path);
    if (node === undefined) throw missing(namespace, path, why);
    return node;
  };

  const makeDirectories = (namespace: string, paths: readonly string[]): void => {
    const tree = treeOf(namespace);
    for (const path of paths) if (!tree.has(path)) tree.set(path, directory());
  };

  return {
    list: (namespace, path) => {
      if (nodeOf(namespace, path).bytes !== undefined) {
        throw new Refusal(500, `Internal server error: ${placeOf(tenant, namespace, path)}`);
      }
      return [...treeOf(namespace)]
        .filter(([place]) => place !== "/" && parentOf(place) === path)
        .map(([place, node]) => entryOf(place, node));
    },
    stats: (namespace, path) => entryOf(path, nodeOf(namespace, path)),
    read: (namespace, path) => {
      const { bytes } = nodeOf(namespace, path, " (No such file or directory)");
      if (bytes === undefined) throw missing(namespace, path, " (Is a directory)");
      return bytes;
    },
    revisions: () => [],
    find: (namespace, words) =>
      [...treeOf(namespace)]
        .filter(([path, { bytes }]) => bytes !== undefined && path.includes(words))
        .map(([path]) => path),
    makeDirectory: (namespace, path) => {
      makeDirectories(namespace, [...parentsOf(path), path]);
    },
    write: (namespace, path, bytes) => {
      const tree = treeOf(namespace);
      const before = tree.get(path);
      if (before !== undefined && before.bytes === undefined) {
        throw missing(namespace, path, " (Is a directory)");
      }
      makeDirectories(namespace, parentsOf(path));
      tree.set(path, { bytes, created: before?.created ?? now(), modified: now() });
    },
    move: (namespace, from, to) => {
      const tree = treeOf(namespace);
      if (!tree.has(from) || !tree.has(parentOf(to))) {
        throw missing(namespace, from, ` -> ${placeOf(tenant, namespace, to)}`);
      }
      for (const [path, node] of [...tree].filter(([path]) => isWithin(path, from))) {
        tree.delete(path);
        tree.set(moved(path, from, to), node);
      }
    },
    delete: (namespace, path) => {
      const tree = treeOf(namespace);
      for (const place of [...tree.keys()]) if (place !== "/" && isWithin(place, path)) tree.delete(place);
      // A directory goes with the last that was in it.
      for (const parent of parentsOf(path).toReversed()) {
        if ([...tree.keys()].some((place) => place !== parent && isWithin(place, parent))) break;
        tree.delete(parent);
      }
    },
  };
}
