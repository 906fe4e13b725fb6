import { serviceName } from "../words/names.ts";
import {
  closed,
  described,
  oneOf,
  refused,
  text,
  textLike,
  type Schema,
  type SchemaDocument,
} from "../words/schema.ts";

const common: Readonly<Record<string, Schema>> = {
  title: described("What sentences call it, such as `the public catalogue`.", text),
  variable: described(
    "The variable that says where it answers.",
    textLike(
      "^KESTRA_(?!MCP_)([A-Z0-9]+_)+URL$",
      "is not the name of an address: it is `KESTRA_..._URL`, without MCP",
    ),
  ),
  default: described(
    "Where it answers where nothing is said.",
    textLike(
      "^https?://[^\\s/?#@]+(/[^\\s/?#]+)*$",
      "is not an address such as https://example.com/path, without a slash at its end",
    ),
  ),
};
const always = ["title", "variable", "default"];

const kestra: Schema = described(
  "What a request asks that names no service.",
  closed(
    "Kestra",
    {
      ...common,
      credentials: described(
        "`true`: Kestra's credentials and tenant go to it, and to it alone.",
        oneOf([true]),
      ),
      contract: described("`lines`: it has one for each line of releases.yaml.", oneOf(["lines"])),
      timeout: refused("`timeout` cannot stand here: KESTRA_MCP_TIMEOUT says how long Kestra may take"),
    },
    [...always, "credentials", "contract"],
  ),
);

const other: Schema = closed(
  "a service",
  {
    ...common,
    contract: described("`one`: specs/contracts/<service>/contract.json, for all lines.", oneOf(["one"])),
    timeout: described("Seconds that one request to it may take. Absent: as many as one to Kestra.", {
      type: "integer",
      minimum: 1,
      maximum: 600,
    }),
    keeps: described(
      "`true`: its answers may be kept. Then three more variables say what answers: `KESTRA_...`, `KESTRA_..._FILE` and `KESTRA_..._CACHE`.",
      oneOf([true]),
    ),
    pulls: described(
      "The operations whose answers `kestra-mcp <service> pull` takes elsewhere; `specs/services/<service>.ts` says of what they are asked. With `keeps`.",
      { type: "array", items: text, minItems: 1, uniqueItems: true },
    ),
    credentials: refused("`credentials` cannot stand here: those of Kestra go to no other service"),
  },
  [...always, "contract"],
);

/** Kestra, and the other services that a request may name: `specs/services.yaml`. */
export const servicesSchema: SchemaDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "services.schema.json",
  title: "the list of services",
  type: "object",
  propertyNames: serviceName,
  properties: { kestra },
  required: ["kestra"],
  additionalProperties: other,
};
