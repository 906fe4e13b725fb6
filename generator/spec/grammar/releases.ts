import { closed, described, text, textLike, type Schema, type SchemaDocument } from "../words/schema.ts";

const source = (what: string, lies: string): Schema =>
  described(
    what,
    closed(
      "a source",
      {
        release: described("The release of Kestra that it is of, such as 1.3.25.", text),
        document: described(
          `Where it lies in the folder that \`npm run import -- --from\` names: \`${lies}\`.`,
          text,
        ),
      },
      ["release", "document"],
    ),
  );

/** `specs/releases.yaml` */
export const releasesSchema: SchemaDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "releases.schema.json",
  title: "the releases",
  type: "array",
  minItems: 1,
  items: closed(
    "a release line",
    {
      line: described(
        'The line, in quotes: `"1.3"`. The oldest comes first.',
        textLike("^[0-9]+\\.[0-9]+$", 'is not a release line: it is a text such as "1.3"'),
      ),
      oss: source("The OpenAPI document of the open-source edition.", "openapi/oss-1.3.25.yml"),
      ee: source("The OpenAPI document of the Enterprise edition.", "openapi/ee-1.3.26.yml"),
      filters: source("Which filters each search takes.", "contracts/query-filters.json"),
    },
    ["line", "oss", "ee", "filters"],
  ),
};
