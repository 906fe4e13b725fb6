import { InputError } from "../../../runtime/errors.ts";
import { say, shortened, type Said } from "../../../runtime/text/said.ts";

/** What the address of every file in Kestra's internal storage begins with. */
const root = "kestra:///";

/** True for the address of a file in Kestra's internal storage. */
export function isStorageUri(value: unknown): value is string {
  return typeof value === "string" && value.startsWith(root);
}

/** True where a file lies in the folder of an execution. */
export function isOfExecution(uri: string, executionId: string): boolean {
  return uri.includes(`/executions/${executionId}/`);
}

/** The execution in whose folder a file lies; undefined where it lies in none. */
export function ownerOf(uri: string): string | undefined {
  return /\/executions\/([^/]+)\//.exec(uri)?.[1];
}

/**
 * The address of a file of an execution, as Kestra takes it.
 * @throws InputError for one that lies elsewhere, or that a server may read as another one
 */
export function executionFile(uri: string, executionId: string): string {
  const fault = faultOf(uri, executionId);
  if (fault === undefined) return uri.replaceAll(" ", "%20");
  throw new InputError(say`uri: ${shortened(JSON.stringify(uri), 300)} ${fault}`);
}

function faultOf(uri: string, executionId: string): Said | undefined {
  if (!isStorageUri(uri))
    return say`is no file of the internal storage: those begin with kestra:///. list_artifacts names them.`;
  if (/[?#\\\u0000-\u001f\u007f]/.test(uri))
    return say`holds a character that no such address has; list_artifacts gives it as it is.`;
  const path = decoded(uri.slice(root.length));
  if (path === undefined) return say`holds a % that escapes nothing; list_artifacts gives it as it is.`;
  if (path.split(/[/\\]/).some((segment) => segment === ".." || segment === "."))
    return say`is a way to other places.`;
  if (isOfExecution(uri, executionId)) return undefined;
  const owner = ownerOf(uri);
  return owner === undefined
    ? say`is no file of execution ${executionId}. Files of a namespace are read with namespace_file_action.`
    : say`is a file of execution ${owner}, not of ${executionId}: give that as execution_id.`;
}

/** The name of the file at an address, as people read it. */
export function fileNameOf(uri: string): string {
  const last = uri.slice(uri.lastIndexOf("/") + 1);
  return decoded(last) ?? last;
}

/** A name like this one that a folder of any system takes. */
export function nameOnDisk(name: string): string {
  return name.replace(/[<>:"|?*/\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "_").replace(/^[.\s]|[.\s]$/g, "_");
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
