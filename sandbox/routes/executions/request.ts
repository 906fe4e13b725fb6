import type { Line } from "../../line/line.ts";
import type { Execution } from "../../executions/execution.ts";
import type { SentInput } from "../../inputs/types.ts";
import { Refusal } from "../../executions/refusal.ts";
import { isStateType, type StateType } from "../../executions/state.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { booleanOf, integerOf, requiredOf } from "../../http/paging.ts";
import type { Method, Route, SandboxRequest } from "../../http/route.ts";

const base = "/api/v1/{tenant}/executions";

/** An action on one execution: beside the others up to 1.3, under `/actions/` from 2.0. */
export function actionRoutes(method: Method, action: string, handle: Route["handle"]): readonly Route[] {
  return [
    { method, path: `${base}/{executionId}/${action}`, lines: ["1.0", "1.3"], handle },
    { method, path: `${base}/{executionId}/actions/${action}`, lines: ["2.0"], handle },
  ];
}

/** What an unknown execution is answered with, which depends on the operation: only words, `Not Found: ` before them. */
export type MissingWords = (id: string, line: Line) => string;

export const bareWords: MissingWords = () => "";
export const pageWords: MissingWords = () => "Page Not Found";

/** Bare up to 1.3; from 2.0 the words of a page that is not there. */
export const pageFrom2: MissingWords = (_, line) => (line === "2.0" ? "Page Not Found" : "");

/** The execution that the path names. Throws a `Refusal` (404). */
export function executionOf(
  request: SandboxRequest,
  { engine, line }: Kestra,
  words: MissingWords = bareWords,
): Execution {
  const id = request.params["executionId"] ?? "";
  const execution = engine.executions.get(id);
  if (execution !== undefined) return execution;
  const why = words(id, line);
  throw new Refusal(404, why === "" ? "Not Found" : `Not Found: ${why}`);
}

/** A flag of the query, or what it is where it was not sent. */
export function flag(request: SandboxRequest, name: string, otherwise: boolean): boolean {
  return booleanOf(request.query, name) ?? otherwise;
}

function stateOf(value: string, name: string, line: Line): StateType {
  if (isStateType(value)) return value;
  const quoted = line === "1.3" ? "String name" : value;
  throw new Refusal(
    422,
    `Internal server error: Failed to convert argument [${name}] for value [${quoted}] due to: No enum constant io.kestra.core.models.flows.State.Type.${value}`,
  );
}

/** The state that a query parameter names. Throws a `Refusal`: 400 when it is absent, 422 when there is no such state. */
export function requiredState({ query }: SandboxRequest, name: string, line: Line): StateType {
  return stateOf(requiredOf(query, name), name, line);
}

/** The state that a query parameter names, where it was sent. Throws a `Refusal` (422) when there is no such state. */
export function optionalState({ query }: SandboxRequest, name: string, line: Line): StateType | undefined {
  const value = query.get(name) ?? "";
  return value === "" ? undefined : stateOf(value, name, line);
}

/** The revision in the query; undefined where none is asked for. */
export function revisionOf(request: SandboxRequest): number | undefined {
  return integerOf(request.query, "revision");
}

/** What was sent for inputs, by name: the parts of a multipart body. */
export function sentInputs(request: SandboxRequest): ReadonlyMap<string, SentInput> {
  const decoder = new TextDecoder();
  return new Map(
    request.parts().map(({ name, filename, bytes }): [string, SentInput] => {
      if (filename === undefined) return [name, { text: decoder.decode(bytes) }];
      // An older way to send files: a part called `files`, whose file name is the input's.
      return [name === "files" ? filename : name, { text: filename, file: { name: filename, bytes } }];
    }),
  );
}

/** A body whose JSON is not what the operation takes. */
export function invalidJson(argument: string, cause: string, path?: string): Refusal {
  return new Refusal(422, "Invalid json mapping", [
    {
      message: `Failed to convert argument [${argument}] for value [null] due to: ${cause}`,
      ...(path === undefined ? {} : { path }),
    },
  ]);
}
