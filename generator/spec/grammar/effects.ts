import { closed, described, text, textLike, type SchemaDocument } from "../words/schema.ts";

/** `specs/effects.yaml` */
export const effectsSchema: SchemaDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "effects.schema.json",
  ...closed(
    "the routes that destroy",
    {
      destructive: described(
        "Routes that destroy, though their method does not say so. A DELETE always does.",
        {
          type: "array",
          items: closed(
            "a route that destroys",
            {
              route: described(
                "`METHOD /path`, as the contract writes it; `*` stands for any text.",
                textLike(
                  "^(GET|POST|PUT|PATCH) \\S+$",
                  "is no route: it is `METHOD /path`, such as `POST */by-query`",
                ),
              ),
              because: described(
                "What it destroys. It completes a sentence: `it replaces the labels that were there`.",
                text,
              ),
            },
            ["route", "because"],
          ),
        },
      ),
    },
    ["destructive"],
  ),
};
