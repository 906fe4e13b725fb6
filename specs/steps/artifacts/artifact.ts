import { InputError } from "../../../runtime/errors.ts";
import { isObject } from "../../../runtime/json.ts";
import { sizeOf } from "../../../runtime/json/leave-out.ts";
import { say } from "../../../runtime/text/said.ts";
import type { FileContent } from "../../../runtime/tool/downloads.ts";
import { fileContent, wholeFile, type FileCalls } from "./file-content.ts";
import { meantValue, type MeantValue } from "./meant-value.ts";
import type { OutputCalls } from "./output-calls.ts";
import { executionFile, fileNameOf, isOfExecution, isStorageUri, nameOnDisk } from "./storage-uri.ts";
import { bytesOf, readable, textOf, typeOf } from "./value.ts";

/** Which output or file is meant. */
interface WantedArtifact {
  readonly execution_id: string;
  readonly uri?: string | undefined;
  readonly task_id?: string | undefined;
  readonly name?: string | undefined;
}

/** How both are asked for. */
interface ArtifactCalls<Files> extends OutputCalls {
  readonly file: (uri: string) => Files;
}

type Found = (MeantValue | { readonly value: undefined }) & { readonly uri?: string };

/** Characters of a value's JSON that is given as it is; of a larger one the text is given in parts. */
const mostOfValue = 15_000;

/** An output, or the content of the file that it names. @throws InputError where there is none such */
export async function readArtifact(
  wanted: WantedArtifact & { readonly offset: number },
  calls: ArtifactCalls<FileCalls>,
) {
  const { uri, value, ...whose } = await found(wanted, calls);
  const { execution_id: executionId, offset } = wanted;
  if (uri !== undefined)
    return { executionId, ...whose, uri, ...(await fileContent(uri, offset, calls.file(uri))) };
  const shown = readable(value);
  const about = { executionId, ...whose, type: typeOf(value), size: bytesOf(shown) };
  const isWhole = isObject(shown) && offset === 0 && sizeOf(shown) <= mostOfValue;
  return { ...about, ...(isWhole ? { value: shown } : { result: textOf(shown) }) };
}

/** An output, or the file that it names, to be saved. @throws InputError where there is none such, or where it is too large */
export async function savedArtifact(
  wanted: WantedArtifact & { readonly file_name?: string | undefined },
  calls: ArtifactCalls<Omit<FileCalls, "preview">>,
): Promise<FileContent> {
  const { uri, value, ...whose } = await found(wanted, calls);
  const { file_name } = wanted;
  if (uri !== undefined) return wholeFile(uri, file_name ?? nameOnDisk(fileNameOf(uri)), calls.file(uri));
  const shown = readable(value);
  const { taskId, name } = { taskId: undefined, name: undefined, ...whose };
  const isText = typeof shown === "string";
  const called = [taskId ?? "outputs", name].filter((part) => part !== undefined).join("-");
  return {
    name: file_name ?? nameOnDisk(`${called}.${isText ? "txt" : "json"}`),
    content: isText ? shown : JSON.stringify(shown, null, 2),
  };
}

async function found(
  { execution_id, uri, task_id, name }: WantedArtifact,
  calls: ArtifactCalls<unknown>,
): Promise<Found> {
  if (uri !== undefined) {
    if (task_id !== undefined || name !== undefined)
      throw new InputError(say`Give uri alone, or task_id and name without it.`);
    return { value: undefined, uri: executionFile(uri, execution_id) };
  }
  const output = await meantValue(calls, { task_id, name });
  const { value } = output;
  return isStorageUri(value) && isOfExecution(value, execution_id)
    ? { ...output, uri: executionFile(value, execution_id) }
    : output;
}
