import type { Execution } from "./execution.ts";
import { pathOfUri, rawPathOf } from "./java-uri.ts";

type Owner = Pick<Execution, "id" | "namespace" | "flowId">;

/** The files that executions made or were given, by their `kestra:///` address, of which Kestra reads the escapes. */
export interface FileStore {
  /** Throws a `Refusal` (422) for a name that makes no URI; what stands behind `#` or `?` in one is lost. */
  addInput(owner: Owner, inputId: string, name: string, bytes: Uint8Array): string;
  addOutput(owner: Owner, taskId: string, taskRunId: string, name: string, bytes: Uint8Array): string;
  get(uri: string): Uint8Array | undefined;
  /** Forgets every file of an execution. */
  deleteOf(owner: Owner): void;
}

/** Kestra writes ids into its addresses as slugs: `files_demo` becomes `files-demo`. */
function slug(id: string): string {
  return id.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

/** The folder of an execution in Kestra's internal storage. */
export function executionFolder({ id, namespace, flowId }: Owner): string {
  return `kestra:///${namespace.replaceAll(".", "/")}/${slug(flowId)}/executions/${id}`;
}

export function fileStore(): FileStore {
  const files = new Map<string, Uint8Array>();
  const add = (uri: string, bytes: Uint8Array): string => {
    files.set(pathOfUri(uri), bytes);
    return uri;
  };
  return {
    addInput: (owner, inputId, name, bytes) => {
      const place = `${executionFolder(owner)}/inputs/${inputId}/${name}`.slice("kestra:".length);
      return add(`kestra:${rawPathOf(place, "java.net.URISyntaxException: ")}`, bytes);
    },
    addOutput: (owner, taskId, taskRunId, name, bytes) =>
      add(`${executionFolder(owner)}/tasks/${slug(taskId)}/${taskRunId}/${name}`, bytes),
    get: (uri) => files.get(pathOfUri(uri)),
    deleteOf: (owner) => {
      const folder = pathOfUri(`${executionFolder(owner)}/`);
      for (const path of files.keys()) if (path.startsWith(folder)) files.delete(path);
    },
  };
}
