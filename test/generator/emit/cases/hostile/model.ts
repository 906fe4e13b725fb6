import type { ObjectSchema } from "../../../../../runtime/json/schema.ts";
import type { ToolModel } from "../../../../../generator/model.ts";

export const hostileText =
  'He said "it\'s `${process.exit()}`" \\ \\n\r\n\t*/ // </script> \u2028\u2029\u0000\ud83d 😀';

const inputSchema = {
  type: "object",
  properties: {
    constructor: { type: "string", description: hostileText, default: hostileText },
    "a-b": { type: "string", pattern: "^[/\u2028`$]+$", description: hostileText },
    ["__proto__"]: { type: "string", description: "A key that sets the prototype where it is not computed." },
    "filters[q][EQUALS]": { type: "string", enum: [hostileText, "__proto__"] },
  },
  required: ["a-b"],
  additionalProperties: false,
} as const satisfies ObjectSchema;

/** Names and texts that break out of what is printed carelessly. */
export const model: ToolModel = {
  name: "delete",
  title: hostileText,
  toolset: "flow",
  source: "specs/flow/delete.yaml",
  description: hostileText,
  aliases: [],
  inputSchema,
  outputSchema: {
    type: "object",
    properties: { ["__proto__"]: { type: "string" }, "a-b": { type: "string" } },
    required: ["__proto__"],
  },
  behaviour: {
    kind: "operation",
    where: "tenant",
    effect: "destructive",
    idempotent: true,
    lines: ["2.0"],
    inputSchema,
    method: "DELETE",
    request: [
      {
        from: "2.0",
        value: {
          path: ["/api/`${v1}`/", { argument: "a-b" }, "/\\\u2028"],
          query: [
            {
              name: "filters[q][EQUALS]",
              value: { kind: "argument", argument: "filters[q][EQUALS]", as: "plain" },
            },
            { name: "__proto__", value: { kind: "argument", argument: "__proto__", as: "plain" } },
            { name: "text", value: { kind: "constant", value: hostileText } },
          ],
        },
      },
    ],
    read: [
      {
        from: "2.0",
        value: {
          from: "nothing",
          project: {
            kind: "object",
            entries: [
              { key: "__proto__", value: { kind: "constant", value: hostileText } },
              {
                key: "a-b",
                value: { kind: "sentence", texts: [hostileText, { argument: "a-b" }, hostileText] },
              },
            ],
          },
        },
      },
    ],
    siblings: [],
    on: [],
    advice: [{ from: "2.0", value: { 409: hostileText } }],
  },
};
