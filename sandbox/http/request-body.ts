import type { Line } from "../line/line.ts";
import { Refusal } from "../executions/refusal.ts";
import { readExactly } from "../values/exact-number.ts";
import type { SandboxRequest } from "./route.ts";

/** A body that cannot be read; `path` names what was being made of it. */
function fault(argument: string, why: string, path = "java.util.ArrayList[0]"): Refusal {
  return new Refusal(422, "Invalid json mapping", [
    { message: `Failed to convert argument [${argument}] for value [null] due to: ${why}`, path },
  ]);
}

/** The body as text. Throws a `Refusal` where there is none. `argument` is the name that Kestra gives it. */
export function textBody({ body }: SandboxRequest, argument: string): string {
  if (body.length === 0) {
    throw new Refusal(422, `Invalid route params: Required Body [${argument}] not specified`);
  }
  return body.toString("utf8");
}

/** The body as JSON. Throws a `Refusal` where there is none or it is broken. */
export function jsonBody(request: SandboxRequest, argument: string): unknown {
  const text = textBody(request, argument);
  try {
    return readExactly(text);
  } catch {
    throw fault(argument, "Unexpected end-of-input");
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The body as a JSON object. */
export function objectBody(request: SandboxRequest, argument: string): Readonly<Record<string, unknown>> {
  const value = jsonBody(request, argument);
  if (isObject(value)) return value;
  throw new Refusal(
    422,
    `Internal server error: Failed to convert argument [${argument}] for value [null] due to: Cannot construct instance`,
  );
}

/** The body as a JSON list. As in Kestra, a single value stands for a list of one. */
export function listBody(request: SandboxRequest, argument: string): readonly unknown[] {
  const value = jsonBody(request, argument);
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

const idClass = "io.kestra.webserver.controllers.domain.IdWithNamespace";

/** The ids of flows: `[{namespace, id}]`. */
export function flowIdsBody(
  request: SandboxRequest,
  line: Line,
): readonly { readonly namespace: string; readonly id: string }[] {
  const value = jsonBody(request, "ids");
  const single = line === "1.0" ? "java.lang.Object[0]" : `${idClass}[0]`;
  const items = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return items.map((item, index) => {
    const { namespace, id } = isObject(item) ? item : {};
    if (typeof namespace === "string" && typeof id === "string") return { namespace, id };
    const path = Array.isArray(value) ? `java.util.ArrayList[${index}]` : single;
    throw fault("ids", `Cannot construct instance of \`${idClass}\``, path);
  });
}
