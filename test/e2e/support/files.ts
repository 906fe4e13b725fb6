import { afterAll } from "vitest";
import type { Data } from "../../support/data.ts";
import { kestra } from "./kestra.ts";

type More = Readonly<Record<string, unknown>>;

const at = (path?: string): More => (path === undefined ? {} : { path });

/** Calls a tool for the files of the tests' namespace. */
export const file = (action: string, path?: string, more: More = {}): Promise<Data> =>
  kestra.get("namespace_file_action", { action, namespace: kestra.namespace, ...at(path), ...more });

/** What a refused call says. */
export const fileRefused = (action: string, path?: string, more: More = {}): Promise<string> =>
  kestra.refusal("namespace_file_action", { action, namespace: kestra.namespace, ...at(path), ...more });

export const directory = (action: string, path: string, more: More = {}): Promise<Data> =>
  kestra.get("namespace_directory_action", { action, namespace: kestra.namespace, path, ...more });

export const directoryRefused = (action: string, path: string, more: More = {}): Promise<string> =>
  kestra.refusal("namespace_directory_action", { action, namespace: kestra.namespace, path, ...more });

/** Creates a file of this text. */
export const save = (path: string, file_content = `I am ${path}\n`): Promise<Data> =>
  file("create", path, { file_content });

export const textOf = async (path: string): Promise<unknown> => (await file("get", path)).content;

/** The names in a directory, sorted. */
export async function namesIn(path: string): Promise<string[]> {
  const { results } = await directory("list", path);
  return results.map(({ fileName }) => fileName).sort();
}

/** Removes the files of the namespace at the end of a test file. */
export function cleanFiles(): void {
  afterAll(async () => {
    const { results } = await directory("list", "/");
    for (const { fileName, type } of results) {
      const tool = type === "Directory" ? "namespace_directory_action" : "namespace_file_action";
      await kestra.call(tool, { action: "delete", namespace: kestra.namespace, path: fileName });
    }
  });
}

/** Paths that mean all files of a namespace. */
export const roots = ["/", ".", "./", "//", "/./", "./.", ""];

/** Paths that climb. */
export const climbing = ["..", "../x", "a/../../x", "/..", "a\\..\\..\\x", "..\\x"];
