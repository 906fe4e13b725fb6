import type { RequestModel } from "../../model.ts";
import type { PrintScope } from "../code/scope.ts";
import { templateText } from "../code/text.ts";
import { typeOf } from "../../open-type.ts";
import { isScalar, textOf } from "../code/value.ts";

/** A path: a template whose holes are encoded as it is filled. */
export function pathText(parts: RequestModel["path"], scope: PrintScope): string {
  const texts = parts.map((part) => {
    if (typeof part === "string") return templateText(part);
    const argument = scope.argument(part.argument);
    const isNumber =
      isScalar(argument.schema) && ["integer", "number"].includes(String(typeOf(argument.schema)));
    const isList = typeOf(argument.schema) === "array";
    const asItIs = (isNumber || isList) && !argument.isOptional;
    return `\${${asItIs ? argument.text : textOf(argument, scope)}}`;
  });
  return `${scope.use("path")}\`${texts.join("")}\``;
}
