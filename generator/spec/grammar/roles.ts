import { closed, described, mapOf, type Schema, type SchemaDocument } from "../words/schema.ts";

const text: Schema = { type: "string", minLength: 1 };
const names: Schema = { type: "array", items: text };

const grant = closed(
  "what a role allows",
  {
    allow: described("What may be done: each by itself, since none of them means another.", {
      type: "array",
      items: { enum: ["read", "write", "destructive", "all"] },
    }),
    tools: described(
      "With what: words of KESTRA_MCP_ENABLED_TOOLS, or tool.action for one action. Absent: everything.",
      names,
    ),
    namespaces: described(
      "In which namespaces, each with all below it. Absent: in all, and in what lies in none.",
      { type: "array", items: { type: "string", pattern: "^[a-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*$" } },
    ),
  },
  ["allow"],
);

/** A file of roles, whole. */
export const rolesProperties: Readonly<Record<string, Schema>> = {
  claims: described(
    "Where a token says the roles of its user: keys with dots between, or a list of keys, which may have dots in them. The values of all count.",
    { type: "array", items: { anyOf: [text, { ...names, minItems: 1 }] } },
  ),
  groups: described(
    "Value of the claim `groups`, or of one of those above -> the roles that it gives.",
    mapOf(text, names),
  ),
  default: described("The roles that every user has.", names),
  roles: described(
    "Name of a role -> what it allows. What no role of a user allows is denied.",
    mapOf({ type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9._:/-]*$" }, { type: "array", items: grant }),
  ),
};

/** The file that KESTRA_MCP_ROLES_FILE names, and what KESTRA_MCP_ROLES holds. */
export const rolesSchema: SchemaDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "roles.schema.json",
  ...closed("the roles", rolesProperties),
};

/** The file that KESTRA_MCP_TOKENS_FILE names. */
export const tokensSchema: SchemaDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tokens.schema.json",
  ...closed(
    "the tokens",
    {
      tokens: described("Tokens, and who has each.", {
        type: "array",
        minItems: 1,
        items: {
          ...closed(
            "a token",
            {
              name: described("Who has it, as the log names them.", {
                type: "string",
                pattern: "^[\\w.@-]{1,80}$",
              }),
              token: described("What is sent as `Authorization: Bearer`, at least 16 characters.", {
                type: "string",
                pattern: "^[!-~]{16,}$",
              }),
              sha256: described("In place of the token its SHA-256: `printf %s TOKEN | sha256sum`.", {
                type: "string",
                pattern: "^[0-9A-Fa-f]{64}$",
              }),
              roles: described("Its role or roles, of the file of roles.", { anyOf: [text, names] }),
            },
            ["name"],
          ),
          oneOf: [{ required: ["token"] }, { required: ["sha256"] }],
        },
      }),
    },
    ["tokens"],
  ),
};
