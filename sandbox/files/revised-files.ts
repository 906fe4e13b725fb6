import type { Line } from "../line/line.ts";
import { Refusal } from "../executions/refusal.ts";
import { isWithin, moved, nameOf, parentOf, parentsOf, storagePlace } from "./file-path.ts";
import { placeOf, type FileEntry, type NamespaceFiles } from "./namespace-files.ts";

interface Revision {
  readonly bytes: Uint8Array;
  readonly at: number;
}

interface Directory {
  readonly kind: "directory";
  readonly created: number;
  readonly modified: number;
  /** 0, until a file is uploaded over the directory, which leaves only its size. */
  readonly size: number;
}

interface File {
  readonly kind: "file";
  /** Oldest first, never empty; the first is number 1. */
  readonly revisions: readonly Revision[];
  /** A file that was deleted keeps its revisions for the next one of its name. */
  readonly deleted: boolean;
}

type Node = Directory | File;

function isThere(node: Node | undefined): node is Node {
  return node !== undefined && (node.kind === "directory" || !node.deleted);
}

function entryOf(path: string, node: Node): FileEntry {
  if (node.kind === "directory") {
    const { size, created, modified } = node;
    return { type: "Directory", name: path === "/" ? "_files" : nameOf(path), size, created, modified };
  }
  const [first, newest] = [node.revisions[0], node.revisions.at(-1)];
  return {
    type: "File",
    name: nameOf(path),
    size: newest?.bytes.length ?? 0,
    created: first?.at ?? 0,
    modified: newest?.at ?? 0,
  };
}

/** A move takes the whole history along up to 1.3, and the newest revision alone from 2.0 on. */
function afterMove(file: File, before: Node | undefined, line: Line, at: number): File {
  const history = before?.kind === "file" && line === "2.0" ? before.revisions : [];
  const taken = line === "2.0" ? file.revisions.slice(-1) : file.revisions;
  return { kind: "file", deleted: false, revisions: [...history, ...taken.map((it) => ({ ...it, at }))] };
}

/**
 * The files of namespaces as 1.3 and 2.0 keep them: with revisions, and directories as entries of their own. `now` is in milliseconds
 * since 1970.
 */
export function revisedFiles(tenant: string, line: Line, now: () => number): NamespaceFiles {
  const trees = new Map<string, Map<string, Node>>();
  /** What 1.3 has in its storage, where two names may be one place. */
  const contents = new Map<string, Uint8Array>();

  /** Where 1.3 keeps a revision's bytes. Throws a `Refusal` (422). */
  const placeIn = (namespace: string, path: string, revision: number): string =>
    `${namespace}:${storagePlace(revision === 1 ? path : `${path}.v${revision}`, namespace)}`;

  const contentOf = (namespace: string, path: string, revision: number, own: Uint8Array): Uint8Array => {
    if (line === "2.0") return own;
    const bytes = contents.get(placeIn(namespace, path, revision));
    if (bytes === undefined) throw new Refusal(404, `Not Found: ${placeOf(tenant, namespace, path)}`);
    return bytes;
  };

  /** Moves what 1.3 has of a file in its storage. */
  const moveContents = (namespace: string, from: string, to: string, revisions: number): void => {
    for (let revision = 1; revision <= revisions; revision++) {
      const place = placeIn(namespace, from, revision);
      const bytes = contents.get(place);
      if (bytes !== undefined) contents.set(placeIn(namespace, to, revision), bytes);
      contents.delete(place);
    }
  };

  const directory = (): Directory => ({ kind: "directory", size: 0, created: now(), modified: now() });

  const treeOf = (namespace: string): Map<string, Node> => {
    const tree = trees.get(namespace) ?? new Map<string, Node>([["/", directory()]]);
    trees.set(namespace, tree);
    return tree;
  };

  const present = (namespace: string): readonly (readonly [string, Node])[] =>
    [...treeOf(namespace)].filter(([, node]) => isThere(node));

  const nodeOf = (namespace: string, path: string): Node => {
    const node = treeOf(namespace).get(path);
    if (isThere(node)) return node;
    throw new Refusal(404, `Not Found: File '${path}' was not found in namespace '${namespace}'.`);
  };

  const makeDirectories = (namespace: string, paths: readonly string[]): void => {
    const tree = treeOf(namespace);
    for (const path of paths) {
      if (!isThere(tree.get(path))) tree.set(path, directory());
    }
  };

  const remove = (namespace: string, path: string): void => {
    const tree = treeOf(namespace);
    for (const [place, node] of present(namespace)) {
      if (place === "/" || !isWithin(place, path)) continue;
      if (node.kind === "file") tree.set(place, { ...node, deleted: true });
      else tree.delete(place);
    }
  };

  return {
    list: (namespace, path) => {
      if (!isThere(treeOf(namespace).get(path))) {
        throw new Refusal(404, `Not Found: Directory not found: ${path}`);
      }
      return present(namespace)
        .filter(([place]) => place !== "/" && parentOf(place) === path)
        .map(([place, node]) => entryOf(place, node));
    },
    stats: (namespace, path) => entryOf(path, nodeOf(namespace, path)),
    read: (namespace, path, revision) => {
      const node = nodeOf(namespace, path);
      if (node.kind === "directory") {
        throw new Refusal(404, `Not Found: ${placeOf(tenant, namespace, path)} (Is a directory)`);
      }
      const which = revision ?? node.revisions.length;
      const found = node.revisions[which - 1];
      if (found !== undefined) return contentOf(namespace, path, which, found.bytes);
      const word = line === "2.0" ? "Revision" : "Version";
      const named = `${word} ${String(revision)} of file '${path}'`;
      throw new Refusal(404, `Not Found: ${named} was not found in namespace '${namespace}'.`);
    },
    revisions: (namespace, path) => {
      const node = treeOf(namespace).get(path);
      if (!isThere(node)) throw new Refusal(404, `Not Found: File not found: ${path}`);
      return node.kind === "file" ? node.revisions.map((_, index) => index + 1) : [];
    },
    find: (namespace, words) => {
      if (line === "2.0" && words === "") return [];
      return present(namespace)
        .filter(([path, { kind }]) => kind === "file" && path.toLowerCase().includes(words.toLowerCase()))
        .map(([path]) => path);
    },
    makeDirectory: (namespace, path) => {
      makeDirectories(namespace, [path]);
    },
    write: (namespace, path, bytes) => {
      const tree = treeOf(namespace);
      const before = tree.get(path);
      const number = before?.kind === "file" ? before.revisions.length + 1 : 1;
      const place = line === "2.0" ? undefined : placeIn(namespace, path, number);
      makeDirectories(namespace, parentsOf(path));
      if (before?.kind === "directory") {
        tree.set(path, { ...before, size: bytes.length, modified: now() });
      } else {
        const revisions = [...(before?.revisions ?? []), { bytes, at: now() }];
        if (place !== undefined) contents.set(place, bytes);
        tree.set(path, { kind: "file", revisions, deleted: false });
      }
    },
    move: (namespace, from, to) => {
      const tree = treeOf(namespace);
      if (!isThere(tree.get(from))) return;
      if (isThere(tree.get(to))) {
        throw new Refusal(
          500,
          `Internal server error: File '${to}' already exists in namespace '${namespace}'.`,
        );
      }
      makeDirectories(namespace, parentsOf(to));
      const taken = present(namespace).filter(([path]) => isWithin(path, from));
      remove(namespace, from);
      for (const [path, node] of taken) {
        if (line !== "2.0") tree.delete(path);
        const place = moved(path, from, to);
        if (line !== "2.0" && node.kind === "file")
          moveContents(namespace, path, place, node.revisions.length);
        tree.set(place, node.kind === "file" ? afterMove(node, tree.get(place), line, now()) : node);
      }
    },
    delete: remove,
  };
}
