import { withJson } from "./answer.ts";
import type { OutputForm } from "./form.ts";

/** `output: all`: Kestra's answer as it is. */
export const all: OutputForm = {
  help: "`all`",
  read: (written, at) => {
    if (written !== "all") return undefined;
    return {
      picks: [{ steps: [[]], optional: false, at }],
      project: (scope, answer) =>
        withJson(scope, answer) && {
          read: { from: "json", schema: { type: "object" }, project: { kind: "whole", path: [] } },
          output: { type: "object", properties: {} },
        },
    };
  },
};
