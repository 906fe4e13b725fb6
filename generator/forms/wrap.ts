import { answerSchema } from "../contract/schema.ts";
import { isJson, withBody } from "./answer.ts";
import { onlyText, type OutputForm, type Projection } from "./form.ts";
import { objectSchema } from "./reading.ts";

/** `output: { as: deleted }`: the answer itself, whatever it is, under a key. */
export const wrap: OutputForm = {
  help: "`{ as: key }`",
  read: (written, at) => {
    const key = onlyText(written, "as");
    if (key === undefined) return undefined;
    return {
      picks: [{ steps: [[]], optional: false, at }],
      project: (scope, answer) => {
        const body = withBody(scope, answer);
        if (body === undefined) return undefined;
        if (!isJson(body)) return wholeText(key);
        const value = answerSchema(body.contract, body.schema);
        const entries = [{ key, value: { kind: "whole", path: [] } as const }];
        return {
          read: { from: "json", schema: value, project: { kind: "object", entries } },
          output: objectSchema({ [key]: value }, [key]),
        };
      },
    };
  },
};

/** An answer of text, under a key. */
export function wholeText(key: string): Projection {
  const entries = [{ key, value: { kind: "whole", path: [] } as const }];
  return {
    read: { from: "text", project: { kind: "object", entries } },
    output: objectSchema({ [key]: { type: "string" } }, [key]),
  };
}
