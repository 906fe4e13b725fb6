import type { BodyModel, JsonValueModel } from "../../model.ts";
import type { PrintScope } from "../code/scope.ts";
import { object, propertyKey, quote } from "../code/text.ts";
import { given, placedProperty, textOf, valueText } from "../code/value.ts";
import { propertyText } from "../code/per-line.ts";

/** An expression of type `Body`, or undefined where a multipart body has no parts. */
export function bodyText(body: BodyModel, scope: PrintScope): string {
  switch (body.kind) {
    case "json":
      return object([`kind: "json"`, `value: ${definite(body.value, scope)}`]);
    case "text":
      return object([
        `kind: "text"`,
        `mediaType: ${quote(body.mediaType)}`,
        `text: ${body.by === undefined ? textOf(scope.argument(body.argument), scope) : given(body, scope).text}`,
      ]);
    case "multipart":
      return formText(body, scope);
  }
}

function formText({ parts, each }: BodyModel & { kind: "multipart" }, scope: PrintScope): string {
  const form = scope.use("form");
  if (parts.length === 0 && each !== undefined) return `${form}(${scope.argument(each).text})`;
  const single = parts.map((part) => propertyText(placedProperty(part, "json", scope)));
  const spread = each === undefined ? [] : [`...${scope.argument(each).text}`];
  return `${form}(${object([...single, ...spread])})`;
}

/** A JSON value as a template; undefined in an object is not sent. */
function templateText(value: JsonValueModel, scope: PrintScope): string {
  if (value.kind === "object") {
    return object(value.entries.map((it) => `${propertyKey(it.key)}: ${templateText(it.value, scope)}`));
  }
  if (value.kind === "array") return `[${value.items.map((it) => definite(it, scope)).join(", ")}]`;
  return valueText(value, "json", scope);
}

/** As `templateText`, where undefined may not stand: null is sent. */
function definite(value: JsonValueModel, scope: PrintScope): string {
  const text = templateText(value, scope);
  if (value.kind !== "argument") return text;
  if (value.omitEmpty === true && value.as === "plain") return `(${text}) ?? null`;
  const mayBeAbsent = given(value, scope).isOptional || value.as === "instant" || value.as === "list";
  return mayBeAbsent ? `${text} ?? null` : text;
}
