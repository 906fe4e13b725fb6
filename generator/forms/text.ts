import { described } from "../spec/words/schema.ts";
import { isJson, leaf, pathAt, withBody, withJson } from "./answer.ts";
import { onlyText, type OutputForm } from "./form.ts";
import { objectSchema } from "./reading.ts";
import { wholeText } from "./wrap.ts";

/** `output: { text: source }`: a text of the answer, or an answer that is text, as the `result`. */
export const text: OutputForm = {
  help: "`{ text: field }`",
  keys: {
    text: described(
      "The path of the text that becomes `result`; `.` where the answer itself is the text.",
      {},
    ),
  },
  read: (written, at) => {
    const path = onlyText(written, "text");
    if (path === undefined) return undefined;
    const from = pathAt(path, [...at, "text"]);
    return {
      picks: [{ steps: [from.path], optional: false, at: from.at }],
      project: (scope, answer) => {
        const body = withBody(scope, answer);
        if (body === undefined) return undefined;
        if (!isJson(body) && from.path.length === 0) return wholeText("result");
        const read = withJson(scope, body) && leaf(scope, body, body.schema, from);
        if (read === undefined) return undefined;
        const entries = [{ key: "result", value: { kind: "whole", path: from.path } as const }];
        return {
          read: { from: "json", schema: read.schema, project: { kind: "object", entries } },
          output: objectSchema({ result: read.value }, read.required ? ["result"] : []),
        };
      },
    };
  },
};
