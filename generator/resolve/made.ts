import type { BodyModel, JsonValueModel, OperationModel } from "../model.ts";

/** Whether functions of `specs/functions` make a part of its request: the compiler reads them, and does not run them. */
export function isMade({ request }: Pick<OperationModel, "request">): boolean {
  return request.some(
    ({ value: { query, body } }) =>
      query.some((it) => "value" in it && isMadeValue(it.value)) || (body !== undefined && isMadeBody(body)),
  );
}

function isMadeBody(body: BodyModel): boolean {
  if (body.kind === "json") return isMadeValue(body.value);
  return body.kind === "text" && body.by !== undefined;
}

function isMadeValue(value: JsonValueModel): boolean {
  if (value.kind === "object") return value.entries.some((it) => isMadeValue(it.value));
  if (value.kind === "array") return value.items.some(isMadeValue);
  return value.kind === "argument" && value.by !== undefined;
}
