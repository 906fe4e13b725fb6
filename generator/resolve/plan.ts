import {
  directoryPath,
  encodedUri,
  filePath,
  fileUri,
  plusDirectory,
  plusPath,
  plusUri,
} from "../../runtime/compiled/file-path.ts";
import { filtered } from "../../runtime/compiled/filters.ts";
import { filePart, form, instant, keyed, list, pairs, plain } from "../../runtime/compiled/request.ts";
import { isObject, type Json } from "../../runtime/json.ts";
import { jsonOrText } from "../../runtime/json/in-text.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { PlannedBody, QueryValue, RequestPlan } from "../../runtime/http-client/request-plan.ts";
import type { JsonValueModel, OperationModel, PlacedModel, RequestModel, ValueModel } from "../model.ts";
import { segment } from "../../runtime/http-client/segment.ts";

const paths = { directoryPath, encodedUri, filePath, fileUri, plusDirectory, plusPath, plusUri };

/** What stands for a UUID in a planned request. */
export const anyUuid = "00000000-0000-4000-8000-000000000000";

/**
 * The request that the printed handler will make of these arguments, told by the model: for checking the examples of a
 * spec before anything is printed. A law over all tools holds the printed handlers to the same examples.
 * @throws InputError as the handler would.
 */
export function plan(
  operation: OperationModel,
  given: Readonly<Record<string, Json>>,
  line: string,
): RequestPlan {
  const input = { ...defaults(operation), ...given };
  const request = forRelease(line, Object.fromEntries(operation.request.map((it) => [it.from, it.value])));
  return {
    ...(operation.service === undefined ? {} : { service: operation.service }),
    method: operation.method,
    path: request.path
      .map((part) => (typeof part === "string" ? part : segment(text(input[part.argument]))))
      .join(""),
    query: filteredBy(request, input, placed(request.query, input) as Record<string, QueryValue>),
    body: bodyOf(operation, line, input),
  };
}

function defaults(operation: OperationModel): Readonly<Record<string, Json>> {
  const { properties } = operation.inputSchema;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, { default: value }]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

type Input = Readonly<Record<string, Json>>;

function filteredBy(
  { filters }: RequestModel,
  input: Input,
  query: Record<string, QueryValue>,
): Record<string, QueryValue> {
  if (filters === undefined) return query;
  const { argument, fields } = filters;
  return filtered(query, input[argument] as readonly string[] | undefined, argument, fields);
}

function placed(list: RequestModel["query"], input: Input): Readonly<Record<string, Json | undefined>> {
  const entries = list.map((it) => one(it, input));
  return Object.assign({}, ...entries) as Record<string, Json | undefined>;
}

function one({ name, value }: PlacedModel, input: Input): Readonly<Record<string, Json | undefined>> {
  if (value.kind === "argument" && value.as === "keyed") {
    return keyed(name, input[value.argument] as Readonly<Record<string, Json>> | undefined);
  }
  const sent = valueOf(value, input);
  return { [name]: isObject(sent) ? plain(sent) : sent };
}

function valueOf(value: ValueModel, input: Input): Json | undefined {
  if (value.kind === "constant") return value.value;
  if (value.kind === "uuid") return anyUuid;
  if (value.kind === "file") {
    const [text, base64] = [value.text, value.base64].map((it) => (it === undefined ? undefined : input[it]));
    const names = [value.text, value.base64].filter((it) => it !== undefined).join(" or ");
    return filePart({ text, base64 } as Parameters<typeof filePart>[0], names);
  }
  const given = input[value.argument];

  const sent = value.omitEmpty === true ? given || undefined : given;
  switch (value.as) {
    case "plain":
    case "keyed":
      return sent;
    case "json":
      return jsonOrText(sent, value.argument);
    case "instant":
      return instant(sent as string | undefined, value.argument);
    case "filePath":
    case "directoryPath":
    case "plusPath":
    case "plusDirectory":
    case "plusUri":
    case "fileUri":
    case "encodedUri":
      return typeof sent === "string" ? paths[value.as](sent, value.argument) : undefined;
    case "list":
      return list(sent as readonly string[] | undefined, value.argument);
    case "pairs":
      return pairs(sent as Readonly<Record<string, Json>> | undefined);
  }
}

function bodyOf(operation: OperationModel, line: string, input: Input): PlannedBody | undefined {
  const { body } = forRelease(line, Object.fromEntries(operation.request.map((it) => [it.from, it.value])));
  switch (body?.kind) {
    case undefined:
      return undefined;
    case "json":
      return { kind: "json", value: template(body.value, input) ?? null };
    case "text":
      return { kind: "text", mediaType: body.mediaType, text: text(input[body.argument]) };
    case "multipart": {
      const single = body.parts.flatMap(({ name, value }): readonly (readonly [string, Json])[] => {
        const sent = valueOf(value, input);
        return sent === undefined ? [] : [[name, sent]];
      });
      const each = body.each === undefined ? {} : (input[body.each] as Input | undefined);
      return form({ ...Object.fromEntries(single), ...each });
    }
  }
}

function template(value: JsonValueModel, input: Input): Json | undefined {
  if (value.kind === "object") {
    return Object.fromEntries(value.entries.map((it) => [it.key, template(it.value, input)]));
  }
  if (value.kind === "array") return value.items.map((it) => template(it, input) ?? null);
  return valueOf(value, input);
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}
