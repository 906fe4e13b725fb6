// Generated from specs/flow/delete.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../../../../runtime/compiled/operation.ts";
import { nothing } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { ownObject } from "../../../../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../../../../runtime/tool/definition.ts";

export const deleteTool: Tool = {
  name: "delete",
  toolset: "flow",
  behaviour: operation({
    method: "DELETE",
    effect: "destructive",
    lines: ["2.0"],
    where: "tenant",
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
