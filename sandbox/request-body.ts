import { Refusal } from "./engine/refusal.ts";
import type { SandboxRequest } from "./route.ts";

/** Where the parser of a broken JSON text stopped, in the words of Kestra's own. */
const fault = (argument: string, why: string): Refusal =>
  new Refusal(422, "Invalid json mapping", [
    { message: `Failed to convert argument [${argument}] for value [null] due to: ${why}` },
  ]);

/** The body as text. Throws a `Refusal` where there is none. `argument` is the name that Kestra gives it. */
export const textBody = ({ body }: SandboxRequest, argument: string): string => {
  if (body.length === 0) {
    throw new Refusal(422, `Invalid route params: Required Body [${argument}] not specified`);
  }
  return body.toString("utf8");
};

/** The body as JSON. Throws a `Refusal` where there is none or it is broken. */
export const jsonBody = (request: SandboxRequest, argument: string): unknown => {
  const text = textBody(request, argument);
  try {
    return JSON.parse(text);
  } catch {
    throw fault(argument, "Unexpected end-of-input");
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The body as a JSON object. */
export const objectBody = (request: SandboxRequest, argument: string): Readonly<Record<string, unknown>> => {
  const value = jsonBody(request, argument);
  if (isObject(value)) return value;
  throw new Refusal(
    422,
    `Internal server error: Failed to convert argument [${argument}] for value [null] due to: Cannot construct instance`,
  );
};

/** The body as a JSON list. As in Kestra, a single value stands for a list of one. */
export const listBody = (request: SandboxRequest, argument: string): readonly unknown[] => {
  const value = jsonBody(request, argument);
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
};

/** A list of texts, such as the ids of executions. */
export const textListBody = (request: SandboxRequest, argument: string): readonly string[] =>
  listBody(request, argument).map((item) => {
    if (typeof item === "string") return item;
    throw fault(argument, "Cannot deserialize value of type `java.lang.String`");
  });

/** The ids of flows: `[{namespace, id}]`. */
export const flowIdsBody = (
  request: SandboxRequest,
  argument: string,
): readonly { readonly namespace: string; readonly id: string }[] =>
  listBody(request, argument).map((item) => {
    const { namespace, id } = isObject(item) ? item : {};
    if (typeof namespace === "string" && typeof id === "string") return { namespace, id };
    throw fault(argument, "Cannot construct instance of `io.kestra.webserver.controllers.domain.IdWithNamespace`");
  });
