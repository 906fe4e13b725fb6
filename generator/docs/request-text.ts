import type {
  BodyModel,
  JsonValueModel,
  MakerModel,
  OperationModel,
  PlacedModel,
  RequestModel,
  ValueModel,
} from "../model.ts";
import { requestOn } from "./calls.ts";

/**
 * Where an operation goes on a line: `GET /api/v1/{tenant}/flows/{namespace}`; arguments stand in braces. Behind the name of
 * a service that is not Kestra.
 */
export function routeText(operation: OperationModel, line: string): string {
  const { path } = requestOn(operation, line);
  const service = operation.service === undefined ? "" : `${operation.service} `;
  return `${service}${operation.method} ${path.map((it) => (typeof it === "string" ? it : `{${it.argument}}`)).join("")}`;
}

/** The same with its query, as it is before it is encoded: `?filters[state][EQUALS]={state}&size=25`. */
export function requestText(operation: OperationModel, line: string): string {
  const { query, filters } = requestOn(operation, line);
  const own = filters === undefined ? [] : [`filters[FIELD][OPERATION]={${filters.argument}}`];
  const pairs = [...query.map(placedText), ...own];
  return `${routeText(operation, line)}${pairs.length === 0 ? "" : `?${pairs.join("&")}`}`;
}

/** The body that a request carries; empty where it has none. */
export function bodyText({ body }: RequestModel): string {
  return body === undefined ? "" : oneBody(body);
}

function oneBody(body: BodyModel): string {
  switch (body.kind) {
    case "json":
      return jsonText(body.value);
    case "text":
      return `${argumentText(body)} as ${body.mediaType}`;
    case "multipart": {
      const parts = body.parts.map(placedText);
      const each = body.each === undefined ? [] : [`a part for each key of {${body.each}}`];
      return `multipart: ${[...parts, ...each].join(", ")}`;
    }
  }
}

function placedText({ name, value }: PlacedModel): string {
  // One parameter for each key of the argument.
  const keyed = value.kind === "argument" && value.as === "keyed" ? "[KEY]" : "";
  return `${name}${keyed}=${valueText(value)}`;
}

function valueText(value: ValueModel): string {
  switch (value.kind) {
    case "argument":
      return argumentText(value);
    case "constant":
      return typeof value.value === "string" ? value.value : JSON.stringify(value.value);
    case "uuid":
      return "<a new UUID>";
    case "file":
      return [value.text, value.base64].flatMap((it) => (it === undefined ? [] : [`{${it}}`])).join(" or ");
  }
}

/** An argument, or all that a function makes a value of. */
function argumentText({ argument, by }: { readonly argument: string; readonly by?: MakerModel }): string {
  if (by === undefined) return `{${argument}}`;
  const of = by.of.map((name) => `{${name}}`);
  return of.length === 1 && of[0] === `{${argument}}` ? `{${argument}}` : `<made of ${of.join(", ")}>`;
}

function jsonText(value: JsonValueModel): string {
  switch (value.kind) {
    case "object":
      return `{ ${value.entries.map((it) => `"${it.key}": ${jsonText(it.value)}`).join(", ")} }`;
    case "array":
      return `[${value.items.map(jsonText).join(", ")}]`;
    case "constant":
      return JSON.stringify(value.value);
    case "argument":
    case "uuid":
    case "file":
      return valueText(value);
  }
}
