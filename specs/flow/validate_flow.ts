import { validateFlow } from "../../generated/flow/validate_flow.ts";
import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import { flowMaps } from "../steps/validation/flow-map.ts";
import { complaintsOf, problemsOf, summaryOf, unseenProblems } from "../steps/validation/flow-problems.ts";
import { typesFor } from "../steps/validation/types-for.ts";

/** Steps, because Kestra tells what is wrong in a text, without the place; and what a wrong type may mean is asked only then. */
export const tool = validateFlow(async ({ yaml_definition: yaml }, kestra, context) => {
  const { mask } = context;
  if (yaml.trim() === "") throw new InputError(say`yaml_definition is empty: give the whole flow.`);
  const maps = await flowMaps(yaml);
  const { verdicts } = await kestra.validate({ yaml });
  const complaints = verdicts.flatMap(complaintsOf);
  const types = await typesFor(complaints, maps, kestra, context);
  const found = verdicts.map((verdict, i) => [
    ...problemsOf(verdict, maps[i], types),
    ...unseenProblems(complaintsOf(verdict), maps[i], types),
  ]);
  const problems = found.flatMap((some, i) =>
    some.map(({ severity, message, place, didYouMean, fix }) => ({
      severity,
      message: message.masked(mask),
      path: place?.path || undefined,
      line: place?.line,
      column: place?.column,
      didYouMean: didYouMean?.length === 0 ? undefined : didYouMean?.map((it) => it),
      fix: fix && { ...fix },
      document: verdicts.length > 1 ? i + 1 : undefined,
    })),
  );
  return {
    valid: complaints.length === 0,
    message: [summaryOf(found.flat(), complaints), types.note].filter(Boolean).join(" "),
    problems,
  };
});
