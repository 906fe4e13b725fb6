// Generated from specs/flow/delete.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../../../../runtime/compiled/operation.ts";
import { nothing } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { ownObject } from "../../../../../runtime/compiled/zod-json.ts";
import type { ToolDefinition } from "../../../../../runtime/tool/definition.ts";

export const deleteTool: ToolDefinition = {
  name: "delete",
  title: 'He said "it\'s `${process.exit()}`" \\ \\n\r\n\t*/ // </script> \u2028\u2029\u0000\ud83d 😀',
  toolset: "flow",
  description: [
    'He said "it\'s `${process.exit()}`" \\ \\n\r',
    "\t*/ // </script> \u2028\u2029\u0000\ud83d 😀",
  ].join("\n"),
  inputSchema: {
    type: "object",
    properties: {
      constructor: {
        type: "string",
        description:
          'He said "it\'s `${process.exit()}`" \\ \\n\r\n\t*/ // </script> \u2028\u2029\u0000\ud83d 😀',
        default:
          'He said "it\'s `${process.exit()}`" \\ \\n\r\n\t*/ // </script> \u2028\u2029\u0000\ud83d 😀',
      },
      "a-b": {
        type: "string",
        pattern: "^[/\u2028`$]+$",
        description:
          'He said "it\'s `${process.exit()}`" \\ \\n\r\n\t*/ // </script> \u2028\u2029\u0000\ud83d 😀',
      },
      ["__proto__"]: {
        type: "string",
        description: "A key that sets the prototype where it is not computed.",
      },
      "filters[q][EQUALS]": {
        type: "string",
        enum: [
          'He said "it\'s `${process.exit()}`" \\ \\n\r\n\t*/ // </script> \u2028\u2029\u0000\ud83d 😀',
          "__proto__",
        ],
      },
    },
    required: ["a-b"],
    additionalProperties: false,
  } as const,
  outputSchema: {
    type: "object",
    properties: { ["__proto__"]: { type: "string" }, "a-b": { type: "string" } },
    required: ["__proto__"],
  } as const,
  behaviour: operation({
    method: "DELETE",
    effect: "destructive",
    lines: ["2.0"],
    input: () =>
      ownObject({
        constructor: z
          .string()
          .default(
            'He said "it\'s `${process.exit()}`" \\ \\n\r\n\t*/ // </script> \u2028\u2029\u0000\ud83d 😀',
          ),
        "a-b": z.string().regex(/^[/\u2028`$]+$/u),
        ["__proto__"]: z.string().optional(),
        "filters[q][EQUALS]": z
          .enum([
            'He said "it\'s `${process.exit()}`" \\ \\n\r\n\t*/ // </script> \u2028\u2029\u0000\ud83d 😀',
            "__proto__",
          ])
          .optional(),
      }),
    request: (input) => ({
      path: path`/api/\`\${v1}\`/${input["a-b"]}/\\\u2028`,
      query: {
        "filters[q][EQUALS]": input["filters[q][EQUALS]"],
        ["__proto__"]: input.__proto__,
        text: 'He said "it\'s `${process.exit()}`" \\ \\n\r\n\t*/ // </script> \u2028\u2029\u0000\ud83d 😀',
      },
    }),
    read: nothing((input) => ({
      ["__proto__"]:
        'He said "it\'s `${process.exit()}`" \\ \\n\r\n\t*/ // </script> \u2028\u2029\u0000\ud83d 😀',
      "a-b": `He said "it's \`\${process.exit()}\`" \\ \\n\r\n\t*/ // </script> \u2028\u2029\u0000\ud83d 😀${input["a-b"]}He said "it's \`\${process.exit()}\`" \\ \\n\r\n\t*/ // </script> \u2028\u2029\u0000\ud83d 😀`,
    })),
    advice: {
      409: 'He said "it\'s `${process.exit()}`" \\ \\n\r\n\t*/ // </script> \u2028\u2029\u0000\ud83d 😀',
    },
  }),
};
