import { closed, described, text, type SchemaDocument } from "../words/schema.ts";

/** `specs/official-server.yaml` */
export const officialServerSchema: SchemaDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "official-server.schema.json",
  ...closed(
    "the faults of the official server",
    {
      faults: described("Its faults, in the order of their numbers.", {
        type: "array",
        items: closed(
          "a fault",
          {
            fault: described("1, 2, ...: its place in the list.", { type: "integer" }),
            official: described("What the official server does.", text),
            ours: described("What this server does in its place.", text),
            tests: described("Test file -> the names of the tests in it that show it.", {
              type: "object",
              minProperties: 1,
              additionalProperties: { type: "array", minItems: 1, items: text },
            }),
          },
          ["fault", "official", "ours", "tests"],
        ),
      }),
    },
    ["faults"],
  ),
};
