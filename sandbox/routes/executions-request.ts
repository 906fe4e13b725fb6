import type { Line } from "../engine/dialect.ts";
import type { Execution } from "../engine/execution.ts";
import type { SentInput } from "../engine/input-types.ts";
import { Refusal } from "../engine/refusal.ts";
import { isStateType, type StateType } from "../engine/state.ts";
import type { Kestra } from "../kestra.ts";
import type { Method, Route, SandboxRequest } from "../route.ts";

const base = "/api/v1/{tenant}/executions";

/** An action on one execution: beside the others up to 1.3, under `/actions/` from 2.0. */
export const actionRoutes = (method: Method, action: string, handle: Route["handle"]): readonly Route[] => [
  { method, path: `${base}/{executionId}/${action}`, lines: ["1.0", "1.3"], handle },
  { method, path: `${base}/{executionId}/actions/${action}`, lines: ["2.0"], handle },
];

/** What an unknown execution is answered with, which depends on the operation: only words, `Not Found: ` before them. */
export type MissingWords = (id: string, line: Line) => string;

export const bareWords: MissingWords = () => "";
export const pageWords: MissingWords = () => "Page Not Found";

/** Bare up to 1.3; from 2.0 the words of a page that is not there. */
export const pageFrom2: MissingWords = (_, line) => (line === "2.0" ? "Page Not Found" : "");

/** The execution that the path names. Throws a `Refusal` (404). */
export const executionOf = (
  request: SandboxRequest,
  { engine, line }: Kestra,
  words: MissingWords = bareWords,
): Execution => {
  const id = request.params["executionId"] ?? "";
  const execution = engine.executions.get(id);
  if (execution !== undefined) return execution;
  const why = words(id, line);
  throw new Refusal(404, why === "" ? "Not Found" : `Not Found: ${why}`);
};

export const flag = (request: SandboxRequest, name: string, otherwise: boolean): boolean => {
  const value = request.query.get(name);
  return value === null ? otherwise : value === "true";
};

/** A query parameter that has to be there. Throws a `Refusal` (400). */
export const required = (request: SandboxRequest, name: string): string => {
  const value = request.query.get(name);
  if (value === null || value === "") {
    throw new Refusal(400, `Bad Request: Required QueryValue [${name}] not specified`);
  }
  return value;
};

/** The state that a query parameter names. Throws a `Refusal`: 400 when it is absent, 422 when there is no such state. */
export const requiredState = (request: SandboxRequest, name: string, line: Line): StateType => {
  const value = required(request, name);
  if (isStateType(value)) return value;
  const quoted = line === "1.3" ? "String name" : value;
  throw new Refusal(
    422,
    `Internal server error: Failed to convert argument [${name}] for value [${quoted}] due to: No enum constant io.kestra.core.models.flows.State.Type.${value}`,
  );
};

/** The revision in the query; undefined where none is asked for. */
export const revisionOf = (request: SandboxRequest): number | undefined => {
  const value = request.query.get("revision");
  return value === null || value === "" ? undefined : Number(value);
};

/** What was sent for inputs, by name. Throws a `Refusal` (415) for a body of another kind than multipart. */
export const sentInputs = (request: SandboxRequest): ReadonlyMap<string, SentInput> => {
  const type = request.headers["content-type"]?.split(";")[0]?.trim() ?? "";
  if (type !== "" && type !== "multipart/form-data") {
    throw new Refusal(
      415,
      `Unsupported Media Type: Content Type [${type}] not allowed. Allowed types: [multipart/form-data]`,
    );
  }
  const decoder = new TextDecoder();
  return new Map(
    request.parts().map(({ name, filename, bytes }): [string, SentInput] => {
      if (filename === undefined) return [name, { text: decoder.decode(bytes) }];
      // An older way to send files: a part called `files`, whose file name is the input's.
      return [name === "files" ? filename : name, { text: filename, file: { name: filename, bytes } }];
    }),
  );
};

/** The JSON of a body. Throws a `Refusal` (422) where there is none or it is malformed; `argument` as Kestra calls it. */
export const jsonBody = (request: SandboxRequest, argument: string): unknown => {
  const text = request.body.toString("utf8");
  if (text.trim() === "") {
    throw new Refusal(422, `Invalid route params: Required Body [${argument}] not specified`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalidJson(argument, "Unexpected end-of-input");
  }
};

/** A body whose JSON is not what the operation takes. */
export const invalidJson = (argument: string, cause: string, path?: string): Refusal =>
  new Refusal(422, "Invalid json mapping", [
    {
      message: `Failed to convert argument [${argument}] for value [null] due to: ${cause}`,
      ...(path === undefined ? {} : { path }),
    },
  ]);
