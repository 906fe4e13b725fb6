import type { OpenObject } from "../../runtime/json/schema.ts";
import { closed, type Schema } from "../spec/words/schema.ts";
import { withJson } from "./answer.ts";
import type { OutputForm } from "./form.ts";
import { madeOf, madeProjection, withKeys, withNeeds } from "./made.ts";
import { pick as pickOf } from "./pick-answer.ts";
import { linkHoles, pathsOf, pickKey, pickList, picks } from "./picked.ts";

const schema: Schema = {
  ...withNeeds,
  ...closed("an output that picks", { pick: pickKey(picks), ...withKeys }),
};

/** `output: { pick: [id, state: state.current] }`: some keys of the answer, or what a function makes of them. */
export const pick: OutputForm = {
  help: "`{ pick }`",
  keys: { pick: pickKey({}), ...withKeys },
  by: { key: "pick", schema },
  read: (written, at, complain) => {
    if (typeof written === "string" || !Array.isArray(written.pick)) return undefined;
    const entries = pickList(written.pick, [...at, "pick"], complain);
    const made = madeOf(written, at);
    return {
      picks: pathsOf(entries, [[]]),
      holes: linkHoles(entries),
      ...(made === undefined ? {} : { given: made }),
      project: (scope, answer) => {
        const body = withJson(scope, answer);
        if (body === undefined) return undefined;
        const picked = pickOf(scope, body, body.schema, entries);
        const { project, output } = made === undefined ? picked : madeProjection(scope, made, picked.project);
        return { read: { from: "json", schema: picked.read, project }, output: output as OpenObject };
      },
    };
  },
};
