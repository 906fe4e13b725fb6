import { textLike, type Schema } from "./schema.ts";

/** What stands under `with`. */
export const functionName: Schema = textLike(
  "^[a-z][a-z0-9-]*[.][a-zA-Z][a-zA-Z0-9]*$",
  "is not a function: it is `noun.name`, such as `text.shortened` for `shortened` of specs/functions/text.ts",
);

/** What stands under `of`. */
export const givenNames: Schema = {
  type: "array",
  minItems: 1,
  uniqueItems: true,
  items: textLike("^[a-z][a-zA-Z0-9_]*$", "is not what a function is given: the name of an argument"),
};
